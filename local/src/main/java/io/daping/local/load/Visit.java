package io.daping.local.load;

import java.util.ArrayList;
import java.util.List;

/** A shopper's way through the shop: view, view, cart, perhaps order. */
final class Visit implements Shop.Actor {
  private static final Weights AFTER_VIEW = Weights.of(0.14, 0.04, 0.60, 0.22);
  private static final Weights AFTER_CART = Weights.of(0.45, 0.40, 0.15);
  private static final List<String> REFERRERS =
      List.of("https://search.example/", "https://video.example/", "https://chat.example/");

  private final Shopper shopper;
  private final String session;
  private final List<Item> cart = new ArrayList<>();
  private Item item;
  private Step next = Step.VIEW;

  private enum Step {
    VIEW,
    CART,
    FAVORITE,
    ORDER
  }

  Visit(Shopper shopper, String session) {
    this.shopper = shopper;
    this.session = session;
  }

  Shopper shopper() {
    return shopper;
  }

  @Override
  public Event act(long now, Shop shop) {
    return switch (next) {
      case VIEW -> viewAndGoOn(now, shop);
      case CART -> putIntoCart(now, shop);
      case FAVORITE -> markAsFavorite(now, shop);
      case ORDER -> new Purchase(shopper, cart, now, shop).create(now, shop);
    };
  }

  /** Looks at an item. */
  BrowseEvent view(long now, Shop shop) {
    Chance chance = shop.chance();
    boolean first = item == null;
    item =
        !first && chance.is(0.3)
            ? shop.assortment().similar(item, chance)
            : shop.assortment().draw(chance);
    String referrer = first && chance.is(0.3) ? chance.oneOf(REFERRERS) : null;
    return browse(now, "view", referrer, chance.lognormal(12_000, 0.9), shop);
  }

  private Event viewAndGoOn(long now, Shop shop) {
    BrowseEvent view = view(now, shop);
    switch (AFTER_VIEW.draw(shop.chance())) {
      case 0 -> goOn(Step.CART, now + view.stayMs(), shop);
      case 1 -> goOn(Step.FAVORITE, now + view.stayMs(), shop);
      case 2 -> goOn(Step.VIEW, now + view.stayMs(), shop);
      default -> {}
    }
    return view;
  }

  private Event putIntoCart(long now, Shop shop) {
    cart.add(item);
    switch (AFTER_CART.draw(shop.chance())) {
      case 0 -> goOn(Step.ORDER, now + shop.chance().lognormal(20_000, 0.8), shop);
      case 1 -> goOn(Step.VIEW, now + shop.chance().lognormal(5_000, 0.8), shop);
      default -> {}
    }
    return browse(now, "cart", null, -1, shop);
  }

  private Event markAsFavorite(long now, Shop shop) {
    if (shop.chance().is(0.7)) {
      goOn(Step.VIEW, now + shop.chance().lognormal(5_000, 0.8), shop);
    }
    return browse(now, "favorite", null, -1, shop);
  }

  private void goOn(Step step, long at, Shop shop) {
    next = step;
    shop.later(at, this);
  }

  private BrowseEvent browse(long now, String action, String referrer, long stayMs, Shop shop) {
    String id = shop.ids().next('b');
    return new BrowseEvent(id, now, shopper, session, action, item, referrer, stayMs);
  }
}

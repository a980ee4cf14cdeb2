package io.daping.local.load;

import io.daping.local.load.AccessEvent.Answer;
import io.daping.local.load.AccessEvent.Client;
import io.daping.local.load.AccessEvent.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A shopper's way through the shop: search, view, view, cart, perhaps order. Each step comes with
 * its request to the site.
 */
final class Visit implements Shop.Actor {
  private static final Weights AFTER_VIEW = Weights.of(0.14, 0.04, 0.60, 0.22);
  private static final Weights AFTER_CART = Weights.of(0.45, 0.40, 0.15);
  private static final String SITE = "https://shop.example/";
  private static final List<String> REFERRERS =
      List.of("https://search.example/", "https://video.example/", "https://chat.example/");

  static final Page CHECKOUT = new Page("POST", "/api/orders", SITE + "cart");

  private final Shopper shopper;
  private final String session;
  private final List<Item> cart = new ArrayList<>();
  private Item item;
  private Item found;
  private Step next = Step.ENTER;

  private enum Step {
    ENTER,
    SEARCH,
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
      case ENTER -> shop.chance().is(0.3) ? searchAndGoOn(now, shop) : viewAndGoOn(now, shop);
      case SEARCH -> searchAndGoOn(now, shop);
      case VIEW -> viewAndGoOn(now, shop);
      case CART -> putIntoCart(now, shop);
      case FAVORITE -> markAsFavorite(now, shop);
      case ORDER -> order(now, shop);
    };
  }

  /** Looks at an item. */
  BrowseEvent view(long now, Shop shop) {
    Chance chance = shop.chance();
    boolean first = item == null;
    item = chosen(first, shop);
    String referrer = first && chance.is(0.3) ? chance.oneOf(REFERRERS) : null;
    return browse(now, "view", referrer, chance.lognormal(12_000, 0.9), shop);
  }

  /** What was found is looked at; else something similar, or whatever is popular. */
  private Item chosen(boolean first, Shop shop) {
    Item clicked = found;
    found = null;
    if (clicked != null) {
      return clicked;
    }
    return !first && shop.chance().is(0.3)
        ? shop.assortment().similar(item, shop.chance())
        : shop.assortment().draw(shop.chance());
  }

  /** Looks for something; what is clicked is looked at next. */
  SearchEvent search(long now, Shop shop) {
    Chance chance = shop.chance();
    Item wanted = shop.assortment().draw(chance);
    String query = SearchWords.query(wanted, chance);
    found = chance.is(0.72) ? wanted : null;
    boolean nothing = found == null && chance.is(0.2);
    int results = nothing ? 0 : 1 + (int) Math.min(4_999, chance.lognormal(180, 1.1));
    return new SearchEvent(shop.ids().next('q'), now, shopper, query, results, found);
  }

  /** A request for an item's page, as it stands alone. */
  AccessEvent request(long now, Shop shop) {
    Page page = page(shop.assortment().draw(shop.chance()), null);
    Answer answer = Answer.draw(page, shop.chance());
    return new AccessEvent(shop.ids().next('a'), now, Client.of(shopper), page, answer);
  }

  private Event searchAndGoOn(long now, Shop shop) {
    SearchEvent search = search(now, shop);
    String path = "/search?q=" + URLEncoder.encode(search.query(), StandardCharsets.UTF_8);
    Request.send(shopper, new Page("GET", path, null), now, shop);
    if (found != null) {
      goOn(Step.VIEW, now + shop.chance().lognormal(900, 0.5), shop);
    } else if (shop.chance().is(0.5)) {
      goOn(Step.SEARCH, now + shop.chance().lognormal(8_000, 0.6), shop);
    }
    return search;
  }

  private Event order(long now, Shop shop) {
    Request.send(shopper, CHECKOUT, now, shop);
    return new Purchase(shopper, cart, now, shop).create(now, shop);
  }

  private Event viewAndGoOn(long now, Shop shop) {
    BrowseEvent view = view(now, shop);
    Request.send(shopper, page(item, view.referrer()), now, shop);
    switch (AFTER_VIEW.draw(shop.chance())) {
      case 0 -> goOn(Step.CART, now + view.stayMs(), shop);
      case 1 -> goOn(Step.FAVORITE, now + view.stayMs(), shop);
      case 2 -> goOn(shop.chance().is(0.12) ? Step.SEARCH : Step.VIEW, now + view.stayMs(), shop);
      default -> {}
    }
    return view;
  }

  private Event putIntoCart(long now, Shop shop) {
    cart.add(item);
    Request.send(shopper, new Page("POST", "/api/cart", SITE + "item/" + item.id()), now, shop);
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

  private static Page page(Item item, String referrer) {
    return new Page("GET", "/item/" + item.id(), referrer);
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

package io.daping.local.load;

import java.util.ArrayList;
import java.util.List;

/**
 * An order's life: created, then paid, cancelled or forgotten; once paid, sometimes cancelled or
 * refunded, wholly or in parts. It never takes back more than was bought.
 */
final class Purchase implements Shop.Actor {
  private static final int MOST_LINES = 8;
  private static final long MINUTE = 60_000;

  private final OrderEvent.Order order;
  private List<OrderLine> lines;
  private Step next = Step.PAY;

  private enum Step {
    PAY,
    CANCEL,
    REFUND
  }

  /** An order of what is in the cart, and of what lay there before. */
  Purchase(Shopper shopper, List<Item> cart, long now, Shop shop) {
    Chance chance = shop.chance();
    String running = shop.intensity().promotion(now);
    String promotion = running != null && chance.is(0.7) ? running : null;
    order = new OrderEvent.Order(shop.ids().next('o'), shopper, promotion);
    lines = new ArrayList<>();
    int count = Math.max(cart.size(), chance.count(0.35, MOST_LINES));
    for (int i = 0; i < Math.min(count, MOST_LINES); i++) {
      Item item = i < cart.size() ? cart.get(i) : shop.assortment().draw(chance);
      lines.add(line(item, promotion, chance));
    }
  }

  /** The first event; the others follow in their time. */
  Event create(long now, Shop shop) {
    Chance chance = shop.chance();
    double fate = chance.uniform();
    if (fate < 0.80) {
      goOn(Step.PAY, now + chance.lognormal(25_000, 1), shop);
    } else if (fate < 0.92) {
      goOn(Step.CANCEL, now + chance.lognormal(90_000, 1), shop);
    }
    return event(now, "CREATED", shop);
  }

  /** The order as it stands, in a state. */
  OrderEvent event(long now, String status, Shop shop) {
    return new OrderEvent(shop.ids().next('e'), now, order, status, List.copyOf(lines));
  }

  @Override
  public Event act(long now, Shop shop) {
    return switch (next) {
      case PAY -> pay(now, shop);
      case CANCEL -> event(now, "CANCELLED", shop);
      case REFUND -> refund(now, shop);
    };
  }

  private Event pay(long now, Shop shop) {
    Chance chance = shop.chance();
    double fate = chance.uniform();
    if (fate < 0.07) {
      goOn(Step.REFUND, now + chance.lognormal(6 * MINUTE, 1.5), shop);
    } else if (fate < 0.09) {
      goOn(Step.CANCEL, now + chance.lognormal(3 * MINUTE, 1), shop);
    }
    return event(now, "PAID", shop);
  }

  private Event refund(long now, Shop shop) {
    Chance chance = shop.chance();
    if (chance.is(0.4)) {
      return event(now, "REFUNDED", shop);
    }
    List<OrderLine> back = someOf(lines, chance);
    OrderEvent event =
        new OrderEvent(shop.ids().next('e'), now, order, "REFUNDED", List.copyOf(back));
    if (!lines.isEmpty() && chance.is(0.2)) {
      goOn(Step.REFUND, now + chance.lognormal(6 * MINUTE, 1.5), shop);
    }
    return event;
  }

  private void goOn(Step step, long at, Shop shop) {
    next = step;
    shop.later(at, this);
  }

  /** Takes one line or more, wholly or in part, out of these. */
  private List<OrderLine> someOf(List<OrderLine> all, Chance chance) {
    int certain = chance.below(all.size());
    List<OrderLine> taken = new ArrayList<>();
    List<OrderLine> left = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      OrderLine line = all.get(i);
      int pieces = i == certain || chance.is(0.3) ? chance.between(1, line.quantity()) : 0;
      if (pieces > 0) {
        taken.add(line.part(pieces));
      }
      if (pieces < line.quantity()) {
        left.add(line.without(line.part(pieces)));
      }
    }
    lines = left;
    return taken;
  }

  private static OrderLine line(Item item, String promotion, Chance chance) {
    int quantity = chance.count(0.2, 9);
    long tenths = quantity * item.price() / 10;
    long discount = 0;
    if (promotion != null) {
      discount = tenths * chance.between(5, 30) / 10;
    } else if (chance.is(0.15)) {
      discount = tenths / 2;
    }
    return new OrderLine(item, quantity, discount);
  }
}

package io.daping.common.testing;

import io.daping.common.event.BrowseAction;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Any shop's events over two days, from a seed: few items and users, so that cells collide; several
 * currencies; orders that are created, paid, cancelled and refunded, in part, early or twice. A
 * value may be missing wherever the contract lets it.
 */
public final class RandomShop {
  private static final long FROM = Events.at("00:00");
  private static final int DAYS_MS = 2 * 86_400_000;

  private final Random random;
  private int ids;

  /** Equal seeds make equal shops; the seed is printed. */
  public RandomShop(long seed) {
    System.out.println("random shop of seed " + seed);
    this.random = new Random(seed);
  }

  /** Events of so many orders, shuffled; up to eight an order. */
  public List<OrderEvent> orders(int orders) {
    List<OrderEvent> events = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      addOrder("o" + i, events);
    }
    Collections.shuffle(events, random);
    return events;
  }

  /** So many browse events. */
  public List<BrowseEvent> browsing(int events) {
    List<BrowseEvent> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      all.add(browse());
    }
    return all;
  }

  private void addOrder(String order, List<OrderEvent> events) {
    String user = orNull("u" + random.nextInt(60));
    String currency = random.nextInt(5) > 0 ? "CNY" : random.nextBoolean() ? "USD" : "GBP";
    String province = orNull("省" + random.nextInt(5));
    long time = FROM + random.nextInt(DAYS_MS);
    List<OrderLine> lines = lines();
    List<OrderStatus> states = new ArrayList<>(List.of(OrderStatus.CREATED, OrderStatus.PAID));
    for (OrderStatus more : OrderStatus.values()) {
      for (int n = random.nextInt(5) / 3; n > 0; n--) {
        states.add(more);
      }
    }
    for (OrderStatus state : states) {
      events.add(
          new OrderEvent(
              "e" + ids++,
              time + random.nextInt(7_200_000),
              order,
              user,
              state,
              currency,
              orNull("p" + random.nextInt(3)),
              province,
              orNull("app"),
              orNull("v" + random.nextInt(60)),
              null,
              state == OrderStatus.REFUNDED ? lines.subList(0, 1) : lines));
    }
  }

  private List<OrderLine> lines() {
    List<OrderLine> lines = new ArrayList<>();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int item = random.nextInt(25);
      lines.add(
          new OrderLine(
              "i" + item,
              orNull("s" + item % 4),
              orNull("b" + item % 3),
              orNull("c" + item % 6),
              1 + random.nextInt(5),
              random.nextInt(100_000),
              random.nextInt(1_000)));
    }
    return List.copyOf(lines);
  }

  private BrowseEvent browse() {
    int item = random.nextInt(25);
    BrowseAction[] actions = BrowseAction.values();
    return new BrowseEvent(
        "e" + ids++,
        FROM + random.nextInt(DAYS_MS),
        "v" + random.nextInt(2_000),
        orNull("u" + random.nextInt(60)),
        null,
        actions[random.nextInt(actions.length)],
        "i" + item,
        orNull("s" + item % 4),
        orNull("b" + item % 3),
        orNull("c" + item % 6),
        null,
        random.nextBoolean() ? null : (long) random.nextInt(100_000),
        null,
        null);
  }

  private String orNull(String value) {
    return random.nextInt(4) == 0 ? null : value;
  }
}

package io.daping.common.testing;

import io.daping.common.error.Fingerprints;
import io.daping.common.event.AccessEvent;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.BrowseAction;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.LogLevel;
import io.daping.common.event.LoggedException;
import io.daping.common.event.MachineEvent;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.SearchEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Any shop's events over two days, from a seed: few items and users, so that cells collide; several
 * currencies; orders that are created, paid, cancelled and refunded, in part, early or twice. A
 * value may be missing wherever the contract lets it.
 */
public final class RandomShop {
  private static final int DAYS_MS = 2 * 86_400_000;

  private final Random random;
  private final long from;
  private final String prefix;
  private int ids;

  /** Equal seeds make equal shops; the seed is printed. */
  public RandomShop(long seed) {
    this(seed, Events.at("00:00"), "");
  }

  /**
   * @param from the shop's first moment, epoch milliseconds
   * @param prefix of all its order ids
   */
  public RandomShop(long seed, long from, String prefix) {
    System.out.println("random shop of seed " + seed);
    this.random = new Random(seed);
    this.from = from;
    this.prefix = prefix;
  }

  /** So many events of all topics, orders apart by their number. */
  public List<Event> events(int orders, int others) {
    List<Event> events = new ArrayList<>(orders(orders));
    events.addAll(browsing(others));
    for (int i = 0; i < others / 4; i++) {
      events.addAll(List.of(search(), request(), sample(), log()));
    }
    return events;
  }

  /** Events of so many orders, shuffled; up to eight an order. */
  public List<OrderEvent> orders(int orders) {
    List<OrderEvent> events = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      addOrder(prefix + "o" + i, events);
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
    long time = time();
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
        time(),
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

  private SearchEvent search() {
    return new SearchEvent(
        "e" + ids++,
        time(),
        "v" + random.nextInt(2_000),
        orNull("u" + random.nextInt(60)),
        "红 shoes " + random.nextInt(30),
        orNull("c" + random.nextInt(6)),
        random.nextBoolean() ? null : random.nextInt(20),
        orNull("i" + random.nextInt(25)));
  }

  private AccessEvent request() {
    return new AccessEvent(
        "e" + ids++,
        time(),
        random.nextBoolean() ? "192.0.2." + random.nextInt(250) : "2001:db8::" + random.nextInt(90),
        random.nextBoolean() ? "GET" : "POST",
        "/item/" + random.nextInt(25),
        List.of(200, 200, 304, 404, 500).get(random.nextInt(5)),
        random.nextBoolean() ? null : (long) random.nextInt(100_000),
        random.nextBoolean() ? null : (long) random.nextInt(3_000),
        orNull("https://shop.example/"),
        orNull(random.nextBoolean() ? "Mozilla/5.0" : "Googlebot/2.1"),
        orNull("v" + random.nextInt(60)),
        orNull("u" + random.nextInt(60)));
  }

  private MachineEvent sample() {
    return new MachineEvent(
        "e" + ids++,
        time(),
        "h" + random.nextInt(5),
        orNull("z" + random.nextInt(2)),
        random.nextDouble() * 100,
        random.nextBoolean() ? null : random.nextDouble() * 100,
        random.nextBoolean() ? null : 100.0,
        null,
        random.nextBoolean() ? null : random.nextDouble() * 1e9,
        null);
  }

  private AppLogEvent log() {
    boolean fails = random.nextInt(3) == 0;
    return new AppLogEvent(
            "e" + ids++,
            time(),
            "app" + random.nextInt(3),
            orNull("h" + random.nextInt(5)),
            LogLevel.values()[random.nextInt(LogLevel.values().length)],
            orNull("com.shop.Checkout"),
            orNull("main"),
            random.nextInt(20) == 0 ? "" : "order " + random.nextInt(1_000) + " said\nmore",
            orNull("1." + random.nextInt(3)),
            null,
            random.nextBoolean() ? Map.of() : new TreeMap<>(Map.of("zone", "z1", "", "no name")),
            fails
                ? new LoggedException("java.io.IOException", orNull("gone"), "\tat a.B.c(B.java)")
                : null)
        .fingerprinted(Fingerprints.STANDARD);
  }

  private long time() {
    return from + random.nextInt(DAYS_MS);
  }

  private String orNull(String value) {
    return random.nextInt(4) == 0 ? null : value;
  }
}

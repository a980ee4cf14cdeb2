package io.daping.common.testing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.error.Fingerprints;
import io.daping.common.event.AccessEvent;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.BrowseAction;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.LogLevel;
import io.daping.common.event.MachineEvent;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.SearchEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Events by role: {@code Events.paid("u1", at("10:00"), 9_900)}. Times are of Singles' Day 2026 in
 * Shanghai. An event's id says what it is, so equal calls make the same event.
 */
public final class Events {
  /** The day of every {@link #at}. */
  public static final LocalDate DAY = LocalDate.of(2026, 11, 11);

  /** The business zone of every {@link #at}. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .addMixIn(BrowseAction.class, InLowerCase.class)
          .build();

  private Events() {}

  private interface InLowerCase {
    @JsonValue
    String code();
  }

  /** Epoch milliseconds of a time of that day: {@code "10:00"}, {@code "10:00:30.500"}. */
  public static long at(String time) {
    return at(DAY, time);
  }

  /** Epoch milliseconds of a time of a day. */
  public static long at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant().toEpochMilli();
  }

  /** The user's only order is created, one piece of item {@code i1}. */
  public static OrderEvent created(String user, long time, long fen) {
    return order(OrderStatus.CREATED, "order-of-" + user, user, time, line("i1", 1, fen));
  }

  /** The user's only order is paid. */
  public static OrderEvent paid(String user, long time, long fen) {
    return order(OrderStatus.PAID, "order-of-" + user, user, time, line("i1", 1, fen));
  }

  /** The user's only order is cancelled. */
  public static OrderEvent cancelled(String user, long time, long fen) {
    return order(OrderStatus.CANCELLED, "order-of-" + user, user, time, line("i1", 1, fen));
  }

  /** Something of the user's only order is paid back. */
  public static OrderEvent refunded(String user, long time, long fen) {
    return order(OrderStatus.REFUNDED, "order-of-" + user, user, time, line("i1", 1, fen));
  }

  /** An order event in yuan. */
  public static OrderEvent order(
      OrderStatus status, String order, String user, long time, OrderLine... lines) {
    return new OrderEvent(
        status + "/" + order + "/" + Instant.ofEpochMilli(time),
        time,
        order,
        user,
        status,
        "CNY",
        null,
        null,
        null,
        null,
        null,
        List.of(lines));
  }

  /** A line of some pieces of one item, nothing off. */
  public static OrderLine line(String item, int quantity, long unitPriceFen) {
    return new OrderLine(item, null, null, null, quantity, unitPriceFen, 0);
  }

  /** The same event under another id. */
  public static OrderEvent withId(OrderEvent e, String id) {
    return new OrderEvent(
        id,
        e.eventTime(),
        e.orderId(),
        e.userId(),
        e.status(),
        e.currency(),
        e.promotionId(),
        e.province(),
        e.channel(),
        e.visitorId(),
        e.ip(),
        e.lines());
  }

  /** The same event in another currency. */
  public static OrderEvent in(String currency, OrderEvent e) {
    return new OrderEvent(
        e.eventId(),
        e.eventTime(),
        e.orderId(),
        e.userId(),
        e.status(),
        currency,
        e.promotionId(),
        e.province(),
        e.channel(),
        e.visitorId(),
        e.ip(),
        e.lines());
  }

  /** A visitor looks at an item. */
  public static BrowseEvent viewed(String visitor, long time, String item) {
    return browse(BrowseAction.VIEW, visitor, time, item);
  }

  /** A visitor puts an item into the cart. */
  public static BrowseEvent carted(String visitor, long time, String item) {
    return browse(BrowseAction.CART, visitor, time, item);
  }

  /** The same by a user who is logged in. */
  public static BrowseEvent by(String user, BrowseEvent e) {
    return new BrowseEvent(
        e.eventId(),
        e.eventTime(),
        e.visitorId(),
        user,
        e.sessionId(),
        e.action(),
        e.itemId(),
        e.shopId(),
        e.brand(),
        e.categoryId(),
        e.referrer(),
        e.stayMs(),
        e.ip(),
        e.recommendationId());
  }

  private static BrowseEvent browse(BrowseAction action, String visitor, long time, String item) {
    return new BrowseEvent(
        action.code() + "/" + visitor + "/" + item + "/" + Instant.ofEpochMilli(time),
        time,
        visitor,
        null,
        null,
        action,
        item,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The record that a producer would send for it. */
  public static byte[] json(Event event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + event, e);
    }
  }

  // Events with ids of their own, for tables that people read.

  /** An order of one piece, created. */
  public static OrderEvent created(String order, String user, Instant at, long amount) {
    return order(order + "-created", order, user, OrderStatus.CREATED, at, amount);
  }

  /** An order of one piece, paid. */
  public static OrderEvent paid(String order, String user, Instant at, long amount) {
    return order(order + "-paid", order, user, OrderStatus.PAID, at, amount);
  }

  /** An order of one piece, cancelled. */
  public static OrderEvent cancelled(String order, String user, Instant at, long amount) {
    return order(order + "-cancelled", order, user, OrderStatus.CANCELLED, at, amount);
  }

  /** One piece given back. */
  public static OrderEvent refunded(String order, String user, Instant at, long amount) {
    return order(order + "-refunded", order, user, OrderStatus.REFUNDED, at, amount);
  }

  /** Any state of an order of one piece of item {@code i1}. */
  public static OrderEvent order(
      String id, String order, String user, OrderStatus status, Instant at, long amount) {
    return order(id, order, user, status, at, "CNY", List.of(line("i1", "b1", 1, amount, 0)));
  }

  /** Any state of any order. */
  public static OrderEvent order(
      String id,
      String order,
      String user,
      OrderStatus status,
      Instant at,
      String currency,
      List<OrderLine> lines) {
    return new OrderEvent(
        id,
        at.toEpochMilli(),
        order,
        user,
        status,
        currency,
        null,
        "p1",
        "app",
        null,
        "192.0.2.1",
        lines);
  }

  /**
   * @param brand null for an item without one
   */
  public static OrderLine line(
      String item, String brand, int quantity, long unitPrice, long discount) {
    return new OrderLine(item, "s1", brand, "c1", quantity, unitPrice, discount);
  }

  /** An item page viewed. */
  public static BrowseEvent viewed(String id, String visitor, Instant at, String item) {
    return browsed(id, visitor, at, item, BrowseAction.VIEW);
  }

  /** A search that names nothing but its words. */
  public static SearchEvent searched(String id, String visitor, Instant at, String query) {
    return new SearchEvent(id, at.toEpochMilli(), visitor, null, query, null, null, null);
  }

  /** A page asked for and given. */
  public static AccessEvent requested(String id, String ip, Instant at, String path) {
    return requested(id, ip, at, path, 200, null);
  }

  /** A page asked for. */
  public static AccessEvent requested(
      String id, String ip, Instant at, String path, int status, Long durationMs) {
    return new AccessEvent(
        id, at.toEpochMilli(), ip, "GET", path, status, null, durationMs, null, null, null, null);
  }

  /** A page that a robot asked for. */
  public static AccessEvent crawled(String id, String ip, Instant at, String path) {
    String agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    return new AccessEvent(
        id, at.toEpochMilli(), ip, "GET", path, 200, null, null, null, agent, null, null);
  }

  /** A host's sample of its processors. */
  public static MachineEvent sampled(String id, String host, Instant at, double cpu) {
    return new MachineEvent(id, at.toEpochMilli(), host, null, cpu, null, null, null, null, null);
  }

  /** A log record without an exception. */
  public static AppLogEvent logged(String id, String app, Instant at, LogLevel level) {
    return logged(id, app, at, level, "said");
  }

  /** A log record that says something. */
  public static AppLogEvent logged(
      String id, String app, Instant at, LogLevel level, String message) {
    return new AppLogEvent(
            id,
            at.toEpochMilli(),
            app,
            "h1",
            level,
            "com.shop.Checkout",
            "main",
            message,
            "1.0",
            null,
            Map.of(),
            null)
        .fingerprinted(Fingerprints.STANDARD);
  }

  /** Any action on an item page. */
  public static BrowseEvent browsed(
      String id, String visitor, Instant at, String item, BrowseAction action) {
    return new BrowseEvent(
        id,
        at.toEpochMilli(),
        visitor,
        null,
        visitor + "-1",
        action,
        item,
        "s1",
        "b1",
        "c1",
        null,
        null,
        "192.0.2.1",
        null);
  }
}

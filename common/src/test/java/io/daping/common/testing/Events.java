package io.daping.common.testing;

import io.daping.common.event.BrowseAction;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import java.time.Instant;
import java.util.List;

/**
 * Events by role, with what a test does not care about filled in: shop {@code s1}, brand {@code
 * b1}, category {@code c1}, province {@code p1}, CNY.
 */
public final class Events {
  private Events() {}

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

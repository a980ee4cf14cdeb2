package io.daping.common.fact;

import static io.daping.common.fact.FactField.number;
import static io.daping.common.fact.FactField.text;

import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.Topic;
import java.util.List;

/**
 * Facts are the flat rows that metrics count: one a line of an order event, one a browse event. The
 * stream makes them from events, the night selects the same columns from silver.
 */
public final class Facts {
  private static final List<FactField> ORDER =
      List.of(
          text("event_id"),
          text("order_id"),
          text("user_id"),
          text("status"),
          text("currency"),
          text("promotion_id"),
          text("province"),
          text("channel"),
          text("visitor_id"),
          text("item_id"),
          text("shop_id"),
          text("brand"),
          text("category_id"),
          number("quantity"),
          number("line_worth"));

  private static final List<FactField> BROWSE =
      List.of(
          text("event_id"),
          text("visitor_id"),
          text("user_id"),
          text("session_id"),
          text("action"),
          text("item_id"),
          text("shop_id"),
          text("brand"),
          text("category_id"),
          text("recommendation_id"),
          number("stay_ms"));

  private Facts() {}

  /** The columns of a topic's facts, in order. */
  public static List<FactField> fields(Topic topic) {
    return switch (topic) {
      case ORDER -> ORDER;
      case BROWSE -> BROWSE;
    };
  }

  /** The position of a column in a topic's facts, or -1. */
  public static int position(Topic topic, String field) {
    List<FactField> fields = fields(topic);
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }

  /** How many facts an event has. */
  public static int count(Event event) {
    return event instanceof OrderEvent order ? order.lines().size() : 1;
  }

  /** The values of an event's n-th fact: String, Long or null, in the order of the fields. */
  public static Object[] values(Event event, int n) {
    if (event instanceof OrderEvent order) {
      return values(order, order.lines().get(n));
    }
    return values((BrowseEvent) event);
  }

  private static Object[] values(OrderEvent e, OrderLine line) {
    return new Object[] {
      e.eventId(),
      e.orderId(),
      e.userId(),
      e.status().name(),
      e.currency(),
      e.promotionId(),
      e.province(),
      e.channel(),
      e.visitorId(),
      line.itemId(),
      line.shopId(),
      line.brand(),
      line.categoryId(),
      (long) line.quantity(),
      line.worth()
    };
  }

  private static Object[] values(BrowseEvent e) {
    return new Object[] {
      e.eventId(),
      e.visitorId(),
      e.userId(),
      e.sessionId(),
      e.action().code(),
      e.itemId(),
      e.shopId(),
      e.brand(),
      e.categoryId(),
      e.recommendationId(),
      e.stayMs()
    };
  }
}

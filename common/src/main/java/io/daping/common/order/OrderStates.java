package io.daping.common.order;

import io.daping.common.event.OrderEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must be remembered of one order so that its states may arrive in any order, late and more
 * than once, and still count the same. An order is created once and pays once: by the event with
 * the least event time, ties by event id. A cancellation counts when the order was paid by then; a
 * refund always counts, since the order may be older than the system.
 *
 * @param created the CREATED event that counts, or null
 * @param paid the PAID event that counts, or null
 * @param cancellations the first few CANCELLED events that came: a broken or hostile producer must
 *     not grow an order beyond what a store's value can hold; what exceeds them counts if the order
 *     is paid by then, and otherwise waits for the night
 */
public record OrderStates(OrderEvent created, OrderEvent paid, List<OrderEvent> cancellations) {

  /** With CREATED and PAID of 1 MiB each an order stays below HBase's 10 MB a value. */
  static final int MOST_CANCELLATIONS = 6;

  /** An order of which nothing is known. */
  public static final OrderStates UNKNOWN = new OrderStates(null, null, List.of());

  public OrderStates {
    cancellations = List.copyOf(cancellations);
  }

  /** The order of which these events, and no others, are remembered. */
  static OrderStates ofEvents(List<OrderEvent> events) {
    OrderEvent created = null;
    OrderEvent paid = null;
    List<OrderEvent> cancellations = new ArrayList<>();
    for (OrderEvent event : events) {
      switch (event.status()) {
        case CREATED -> created = event;
        case PAID -> paid = event;
        case CANCELLED -> cancellations.add(event);
        case REFUNDED -> throw new IllegalArgumentException("a refund is not remembered");
      }
    }
    return new OrderStates(created, paid, cancellations);
  }

  /** All that is remembered. */
  public List<OrderEvent> events() {
    List<OrderEvent> events = new ArrayList<>(2 + cancellations.size());
    if (created != null) {
      events.add(created);
    }
    if (paid != null) {
      events.add(paid);
    }
    events.addAll(cancellations);
    return events;
  }

  /** The states after an event, and what that event changed in the counts. */
  public record Step(OrderStates after, List<Change> changes) {}

  /**
   * An event that counts from now on ({@code weight} 1) or no longer ({@code weight} -1, because an
   * earlier one took its place).
   */
  public record Change(OrderEvent event, int weight) {}

  /** Takes one more event of this order. */
  public Step with(OrderEvent event) {
    return switch (event.status()) {
      case CREATED -> withCreated(event);
      case PAID -> withPaid(event);
      case CANCELLED -> withCancelled(event);
      case REFUNDED -> new Step(this, List.of(new Change(event, 1)));
    };
  }

  private Step withCreated(OrderEvent event) {
    if (!isEarlier(event, created)) {
      return new Step(this, List.of());
    }
    return new Step(new OrderStates(event, paid, cancellations), replaced(created, event));
  }

  private Step withPaid(OrderEvent event) {
    if (!isEarlier(event, paid)) {
      return new Step(this, List.of());
    }
    OrderStates after = new OrderStates(created, event, cancellations);
    List<Change> changes = replaced(paid, event);
    for (OrderEvent cancellation : cancellations) {
      if (after.counts(cancellation) && !counts(cancellation)) {
        changes.add(new Change(cancellation, 1));
      }
    }
    return new Step(after, changes);
  }

  private Step withCancelled(OrderEvent event) {
    if (cancellations.stream().anyMatch(c -> c.eventId().equals(event.eventId()))) {
      return new Step(this, List.of());
    }
    List<Change> changes = counts(event) ? List.of(new Change(event, 1)) : List.of();
    if (cancellations.size() == MOST_CANCELLATIONS) {
      return new Step(this, changes);
    }
    List<OrderEvent> all = new ArrayList<>(cancellations);
    all.add(event);
    return new Step(new OrderStates(created, paid, all), changes);
  }

  private boolean counts(OrderEvent cancellation) {
    return paid != null && paid.eventTime() <= cancellation.eventTime();
  }

  private static List<Change> replaced(OrderEvent old, OrderEvent event) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(event, 1));
    if (old != null) {
      changes.add(new Change(old, -1));
    }
    return changes;
  }

  private static boolean isEarlier(OrderEvent event, OrderEvent than) {
    if (than == null || event.eventTime() != than.eventTime()) {
      return than == null || event.eventTime() < than.eventTime();
    }
    return Arrays.compareUnsigned(utf8(event), utf8(than)) < 0;
  }

  /** Ids are compared as bytes, as SQL compares them. */
  private static byte[] utf8(OrderEvent event) {
    return event.eventId().getBytes(StandardCharsets.UTF_8);
  }
}

package io.daping.streaming.metrics;

import io.daping.common.event.OrderEvent;
import io.daping.common.hbase.OrderStore;
import io.daping.common.order.OrderStates;
import io.daping.common.order.OrderStates.Change;
import io.daping.common.order.OrderStates.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is known of the orders that a task meets: read before it, written after it. */
final class OrderMemory {
  private final OrderStore store;
  private final long timestamp;
  private final Map<String, OrderStates> orders = new HashMap<>();
  private final Map<String, OrderStates> changed = new HashMap<>();

  OrderMemory(OrderStore store, long timestamp) {
    this.store = store;
    this.timestamp = timestamp;
  }

  /** Takes a run of order events and hands over what they change in the counts. */
  void take(List<OrderEvent> events, Consumer<Change> counts) {
    load(events);
    for (OrderEvent event : events) {
      OrderStates before = orders.get(event.orderId());
      Step step = before.with(event);
      if (!step.after().equals(before)) {
        orders.put(event.orderId(), step.after());
        changed.put(event.orderId(), step.after());
      }
      step.changes().forEach(counts);
    }
  }

  /** Writes what has changed. */
  void commit() {
    if (!changed.isEmpty()) {
      store.write(timestamp, changed);
    }
  }

  private void load(List<OrderEvent> events) {
    List<String> unknown = new ArrayList<>();
    for (OrderEvent event : events) {
      if (orders.putIfAbsent(event.orderId(), OrderStates.UNKNOWN) == null) {
        unknown.add(event.orderId());
      }
    }
    if (!unknown.isEmpty()) {
      orders.putAll(store.before(timestamp, unknown));
    }
  }
}

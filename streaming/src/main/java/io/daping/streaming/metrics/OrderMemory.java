package io.daping.streaming.metrics;

import io.daping.common.event.OrderEvent;
import io.daping.common.hbase.OrderStore;
import io.daping.common.order.OrderCodec;
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

  /**
   * By order id, in their stored form: as objects they would fill the heap up to the task's end.
   */
  private final Map<String, byte[]> changed = new HashMap<>();

  OrderMemory(OrderStore store, long timestamp) {
    this.store = store;
    this.timestamp = timestamp;
  }

  /** Takes a run of order events and hands over what they change in the counts. */
  void take(List<OrderEvent> events, Consumer<Change> counts) {
    Map<String, OrderStates> orders = load(events);
    Map<String, OrderStates> after = new HashMap<>();
    for (OrderEvent event : events) {
      OrderStates before = orders.get(event.orderId());
      Step step = before.with(event);
      if (step.after() != before) {
        orders.put(event.orderId(), step.after());
        after.put(event.orderId(), step.after());
      }
      step.changes().forEach(counts);
    }
    after.forEach((id, states) -> changed.put(id, OrderCodec.encode(states)));
  }

  /** Writes what has changed. */
  void commit() {
    if (!changed.isEmpty()) {
      store.write(timestamp, changed);
    }
  }

  /** Each order of the events as it stands before them. */
  private Map<String, OrderStates> load(List<OrderEvent> events) {
    Map<String, OrderStates> orders = new HashMap<>();
    List<String> unchanged = new ArrayList<>();
    for (OrderEvent event : events) {
      String id = event.orderId();
      if (orders.putIfAbsent(id, OrderStates.UNKNOWN) == null) {
        if (changed.containsKey(id)) {
          orders.put(id, OrderCodec.decode(changed.get(id)));
        } else {
          unchanged.add(id);
        }
      }
    }
    if (!unchanged.isEmpty()) {
      orders.putAll(store.before(timestamp, unchanged));
    }
    return orders;
  }
}

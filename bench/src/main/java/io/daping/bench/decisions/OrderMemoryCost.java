package io.daping.bench.decisions;

import com.google.common.collect.Maps;
import io.daping.common.config.Settings;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Topic;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.OrderStore;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.order.OrderCodec;
import io.daping.common.order.OrderStates;
import io.daping.common.order.OrderStates.Change;
import io.daping.common.order.OrderStates.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What it costs to remember every order, and whether the order of arrival changes what counts. The
 * recorded orders are used, and every third event comes once more, a day later.
 */
public final class OrderMemoryCost {
  private static final int BATCH = 1_000;
  private static final int SEEDS = 5;

  private OrderMemoryCost() {}

  /** Arguments: the home, the folder of the recorded data. */
  public static void main(String[] args) {
    List<OrderEvent> events = new ArrayList<>();
    for (Event e : JudgingCost.events(Topic.ORDER, Lab.recorded(Path.of(args[1]), Topic.ORDER))) {
      events.add((OrderEvent) e);
    }
    arrivals(events);
    try (Lab lab = Lab.open(args[0])) {
      store(lab.leg(Map.of()), events);
    }
  }

  private static void store(Settings leg, List<OrderEvent> events) {
    OrderStore store = new OrderStore(SharedHBase.of(HBase.Target.of(leg)));
    List<Double> reads = new ArrayList<>();
    List<Double> writes = new ArrayList<>();
    long bytes = 0;
    long kept = 0;
    for (int from = 0; from + BATCH <= events.size(); from += BATCH) {
      long timestamp = System.currentTimeMillis() + from;
      List<OrderEvent> batch = events.subList(from, from + BATCH);
      long begun = System.nanoTime();
      Map<String, OrderStates> orders =
          new HashMap<>(
              store.before(timestamp, batch.stream().map(OrderEvent::orderId).distinct().toList()));
      reads.add((System.nanoTime() - begun) / 1e3 / BATCH);
      batch.forEach(e -> take(orders, e));
      begun = System.nanoTime();
      store.write(timestamp, Maps.transformValues(orders, OrderCodec::encode));
      writes.add((System.nanoTime() - begun) / 1e3 / BATCH);
      for (OrderStates states : orders.values()) {
        bytes += OrderCodec.encode(states).length;
        kept++;
      }
    }
    Lab.say(
        "read %.0f µs, write %.0f µs an event; %d bytes an order",
        Lab.median(reads), Lab.median(writes), bytes / kept);
  }

  private static List<Change> take(Map<String, OrderStates> orders, OrderEvent event) {
    Step step = orders.getOrDefault(event.orderId(), OrderStates.UNKNOWN).with(event);
    orders.put(event.orderId(), step.after());
    return step.changes();
  }

  private static void arrivals(List<OrderEvent> recorded) {
    List<OrderEvent> events = new ArrayList<>(recorded);
    for (int i = 0; i < recorded.size(); i += 3) {
      events.add(later(recorded.get(i)));
    }
    for (int seed = 0; seed < SEEDS; seed++) {
      Map<String, OrderStates> orders = new HashMap<>();
      Map<String, Long> paid = new TreeMap<>();
      int takenBack = 0;
      for (OrderEvent event : events) {
        for (Change change : take(orders, event)) {
          takenBack += change.weight() < 0 ? 1 : 0;
          paid.merge(
              change.event().status() + " " + change.event().eventTime() / 86_400_000L,
              (long) change.weight(),
              Long::sum);
        }
      }
      paid.values().removeIf(n -> n == 0);
      Lab.say(
          "%s: %d events, %d taken back, counts by day hash to %08x",
          seed == 0 ? "as recorded" : "shuffled", events.size(), takenBack, paid.hashCode());
      Collections.shuffle(events, new Random(seed));
    }
  }

  /** The same state once more, a day later. */
  private static OrderEvent later(OrderEvent e) {
    return new OrderEvent(
        e.eventId() + "-again",
        e.eventTime() + 86_400_000L,
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
}

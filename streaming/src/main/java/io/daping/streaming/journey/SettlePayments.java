package io.daping.streaming.journey;

import io.daping.common.hbase.JourneyStore.Payment;
import io.daping.common.journey.SoldLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Finds the payment that counts: an order pays once, by the least event time, then event id, as
 * {@link io.daping.common.order.OrderStates} says. In: PAID events of silver, all of an order in
 * one partition. Out: the lines of payments that count from now on, and, marked as gone, of those
 * that counted before.
 */
record SettlePayments(Memory memory) implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Map<String, Row> first = new HashMap<>();
    rows.forEachRemaining(
        order -> first.merge(order.getAs("order_id"), order, SettlePayments::earlier));
    return Memory.inRuns(first.values().iterator(), this::settle);
  }

  private List<Row> settle(List<Row> orders) {
    Map<String, Payment> before =
        memory
            .store()
            .paymentsBefore(
                memory.timestamp(),
                orders.stream().map(order -> order.<String>getAs("order_id")).toList());
    Map<String, Payment> after = new LinkedHashMap<>();
    List<SoldLine> sold = new ArrayList<>();
    List<Row> changes = new ArrayList<>();
    for (Row order : orders) {
      String id = order.getAs("order_id");
      Payment payment = payment(order);
      Payment old = before.get(id);
      if (old == null || isEarlier(payment, old)) {
        after.put(id, payment);
        for (int i = 0; i < payment.lines(); i++) {
          sold.add(AttributionRows.sold(order, i));
        }
        changes.addAll(gone(id, old, payment));
      }
    }
    memory.store().addSales(memory.timestamp(), sold);
    memory.store().write(memory.timestamp(), after);
    sold.forEach(line -> changes.add(AttributionRows.owed(line, null)));
    return changes;
  }

  private static List<Row> gone(String order, Payment old, Payment now) {
    List<Row> gone = new ArrayList<>();
    if (old != null) {
      int kept = old.eventId().equals(now.eventId()) ? now.lines() : 0;
      for (int line = kept + 1; line <= old.lines(); line++) {
        gone.add(
            AttributionRows.gone(
                new SoldLine(
                    old.eventId(), line, order, old.time(), null, null, null, null, 0, 0)));
      }
    }
    return gone;
  }

  private static Payment payment(Row order) {
    return new Payment(
        order.getAs("event_id"),
        order.<Long>getAs("event_time"),
        order.getList(order.fieldIndex("lines")).size());
  }

  private static Row earlier(Row one, Row other) {
    return isEarlier(payment(other), payment(one)) ? other : one;
  }

  private static boolean isEarlier(Payment payment, Payment than) {
    if (payment.time() != than.time()) {
      return payment.time() < than.time();
    }
    return Arrays.compareUnsigned(utf8(payment.eventId()), utf8(than.eventId())) < 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

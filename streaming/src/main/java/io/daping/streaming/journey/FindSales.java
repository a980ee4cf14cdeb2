package io.daping.streaming.journey;

import io.daping.common.hbase.JourneyStore.Payment;
import io.daping.common.journey.SoldLine;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Views to the lines that they may have led to, sold before the view was read. */
record FindSales(Memory memory) implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> views) {
    return Memory.inRuns(views, this::sales);
  }

  private List<Row> sales(List<Row> views) {
    List<SoldLine> lines =
        memory.store().salesAfter(views.stream().map(AttributionRows::view).toList());
    Map<String, Payment> payments =
        memory
            .store()
            .paymentsBefore(
                memory.timestamp() + 1,
                lines.stream().map(SoldLine::orderId).collect(Collectors.toSet()));
    return lines.stream()
        .filter(line -> counts(line, payments.get(line.orderId())))
        .map(line -> AttributionRows.owed(line, null))
        .toList();
  }

  private static boolean counts(SoldLine line, Payment payment) {
    return payment != null
        && payment.eventId().equals(line.orderEventId())
        && payment.time() == line.time()
        && line.line() <= payment.lines();
  }
}

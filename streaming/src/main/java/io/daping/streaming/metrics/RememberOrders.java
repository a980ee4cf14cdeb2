package io.daping.streaming.metrics;

import com.google.common.collect.Iterators;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.OrderStore;
import io.daping.common.hbase.SharedHBase;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/**
 * Remembers orders by their events in silver, as if they had been counted: for events whose records
 * are deleted. In: rows of silver_order, all of an order in one partition.
 *
 * @param timestamp below that of all that will be counted
 */
public record RememberOrders(HBase.Target hbase, long timestamp)
    implements ForeachPartitionFunction<Row> {
  private static final int RUN = 2_000;

  @Override
  public void call(Iterator<Row> rows) {
    Iterator<List<OrderEvent>> runs =
        Iterators.partition(Iterators.transform(rows, RememberOrders::event), RUN);
    OrderMemory memory = new OrderMemory(new OrderStore(SharedHBase.of(hbase)), timestamp);
    while (runs.hasNext()) {
      memory.take(runs.next(), counted -> {});
    }
    memory.commit();
  }

  private static OrderEvent event(Row row) {
    return new OrderEvent(
        row.getAs("event_id"),
        row.<Long>getAs("event_time"),
        row.getAs("order_id"),
        row.getAs("user_id"),
        OrderStatus.valueOf(row.getAs("status")),
        row.getAs("currency"),
        row.getAs("promotion_id"),
        row.getAs("province"),
        row.getAs("channel"),
        row.getAs("visitor_id"),
        row.getAs("ip"),
        row.<Row>getList(row.fieldIndex("lines")).stream().map(RememberOrders::line).toList());
  }

  private static OrderLine line(Row row) {
    return new OrderLine(
        row.getAs("item_id"),
        row.getAs("shop_id"),
        row.getAs("brand"),
        row.getAs("category_id"),
        row.<Integer>getAs("quantity"),
        row.<Long>getAs("unit_price"),
        row.<Long>getAs("discount"));
  }
}

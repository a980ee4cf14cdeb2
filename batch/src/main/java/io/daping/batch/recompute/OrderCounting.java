package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The rule of {@link io.daping.common.order.OrderStates} over whole orders: created once and paid
 * once, by the least event time and then event id; a cancellation counts when the order was paid by
 * then; a refund always counts.
 *
 * <p>In and out: judged order events with {@code fate}.
 */
public final class OrderCounting {
  private static final WindowSpec ORDER = Window.partitionBy("order_id");

  private OrderCounting() {}

  public static Dataset<Row> counted(Dataset<Row> events) {
    Column paidBy = col("first_paid.event_time").leq(col("event_time"));
    return events
        .withColumn("first_created", first("CREATED"))
        .withColumn("first_paid", first("PAID"))
        .withColumn(
            Fate.COLUMN,
            when(col(Fate.COLUMN).notEqual(Fate.COUNTED), col(Fate.COLUMN))
                .when(is("CREATED"), onceOnly("first_created"))
                .when(is("PAID"), onceOnly("first_paid"))
                .when(is("CANCELLED"), when(paidBy, Fate.COUNTED).otherwise(Fate.IDLE))
                .otherwise(Fate.COUNTED))
        .drop("first_created", "first_paid");
  }

  private static Column first(String status) {
    Column eligible = Fate.isCounted().and(is(status));
    return min(when(eligible, struct("event_time", "event_id"))).over(ORDER);
  }

  private static Column onceOnly(String first) {
    Column isFirst = col(first + ".event_id").equalTo(col("event_id"));
    return when(isFirst, Fate.COUNTED).otherwise(Fate.REPEATED);
  }

  private static Column is(String status) {
    return col("status").equalTo(status);
  }
}

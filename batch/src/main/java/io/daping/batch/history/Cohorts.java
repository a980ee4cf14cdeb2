package io.daping.batch.history;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.recompute.FactRows;
import io.daping.batch.recompute.Fate;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was paid on some days, and what was taken back of the same orders whenever that was ({@link
 * io.daping.common.fact.NightFacts#COHORT} and {@code event_time}, the payment's). What is taken
 * back counts as it does in the cash view: a refund always, a cancellation when the order was paid
 * by then; but of an order that is not known to be paid there is no day to count it on.
 */
public final class Cohorts {
  private Cohorts() {}

  /**
   * @param payments that count, one an order
   * @param takings judged events that cancel and refund orders, of any days
   */
  public static Dataset<Row> of(Dataset<Row> payments, Dataset<Row> takings) {
    Dataset<Row> paid =
        payments.select(col("order_id").as("paid_order_id"), col("event_time").as("paid_time"));
    Column inTime =
        col("status")
            .equalTo(OrderStatus.REFUNDED.name())
            .or(col("event_time").geq(col("paid_time")));
    Dataset<Row> back =
        takings
            .where(Fate.isCounted())
            .join(paid, col("order_id").equalTo(col("paid_order_id")).and(inTime))
            .withColumn("event_time", col("paid_time"));
    return FactRows.of(Topic.ORDER, payments).unionByName(FactRows.of(Topic.ORDER, back));
  }
}

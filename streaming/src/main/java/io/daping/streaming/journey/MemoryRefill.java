package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.*;

import com.google.common.collect.Iterators;
import io.daping.common.config.Settings;
import io.daping.common.event.BrowseAction;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.JourneyStore.Payment;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.JourneyTables;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fills an empty memory of attribution from Delta: views from silver, sold lines and payments from
 * the attributions, which have each paid line of every finished micro-batch and no other. What the
 * query has not read yet it thus takes as new.
 */
public record MemoryRefill(SparkSession spark, Settings settings, ControlStore control) {
  private static final int RUN = 1_000;

  /**
   * Puts back what would still be kept, and perhaps some of what would not.
   *
   * @param timestamp below that of the query's next micro-batch
   */
  public void fill(long timestamp) {
    Memory memory = new Memory(HBase.Target.of(settings), timestamp);
    DeltaTables.of(settings)
        .silver(Topic.BROWSE)
        .read(spark)
        .where(col("action").equalTo(BrowseAction.VIEW.code()))
        .where(isRead(settings.journey().keep(), timestamp))
        .foreachPartition(new RememberViews(memory));
    Dataset<Row> paid = JourneyTables.of(settings).attributions().read(spark);
    paid.where(isRead(settings.journey().keep(), timestamp))
        .foreachPartition(new RememberSales(memory));
    paid.where(isRead(settings.intake().orderHorizon(), timestamp))
        .groupBy("order_id", "order_event_id", "order_time")
        .agg(max("line"))
        .foreachPartition(new RememberPayments(memory));
    Row newest = paid.agg(max("order_time")).first();
    control.newestSale(timestamp, newest.isNullAt(0) ? Long.MIN_VALUE : newest.getLong(0));
  }

  /** Whether a row's file is young enough. */
  private static Column isRead(Duration keep, long now) {
    Timestamp since = Timestamp.from(Instant.ofEpochMilli(now).minus(keep));
    return col("_metadata.file_modification_time").geq(lit(since));
  }

  /** Puts paid lines where later views find them. */
  private record RememberSales(Memory memory) implements ForeachPartitionFunction<Row> {
    @Override
    public void call(Iterator<Row> lines) {
      Iterators.partition(lines, RUN)
          .forEachRemaining(
              run ->
                  memory
                      .store()
                      .addSales(
                          memory.timestamp(), run.stream().map(AttributionRows::sold).toList()));
    }
  }

  /** Puts back which event paid an order. */
  private record RememberPayments(Memory memory) implements ForeachPartitionFunction<Row> {
    @Override
    public void call(Iterator<Row> orders) {
      Iterators.partition(orders, RUN).forEachRemaining(this::write);
    }

    private void write(List<Row> orders) {
      Map<String, Payment> payments = new HashMap<>();
      for (Row order : orders) {
        payments.put(
            order.getString(0), new Payment(order.getString(1), order.getLong(2), order.getInt(3)));
      }
      memory.store().write(memory.timestamp(), payments);
    }
  }
}

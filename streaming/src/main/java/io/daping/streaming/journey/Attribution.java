package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.daping.common.event.BrowseAction;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Which view each paid line is owed to: the last view of the item by that visitor or that user, not
 * after the payment and at most 24 hours before; of views at the same time the one with the least
 * id. A line is looked up when it is paid, and again when a view comes that may have led to it: the
 * answer is that of all views and payments remembered, in whatever order and micro-batches they
 * came.
 *
 * <p>Of the views only those look for lines that one remembered before may have followed: few, for
 * most views are newer than any payment that was read before them.
 *
 * @param newestSale greatest time of the lines remembered before this micro-batch
 */
record Attribution(Memory memory, long newestSale) {

  /**
   * What a micro-batch comes to.
   *
   * @param lines what has become of lines that its rows touch, {@link AttributionRows#SCHEMA}; each
   *     line once; persisted until this is closed
   * @param newestSale greatest time of the lines remembered after it
   */
  record Changed(Dataset<Row> lines, long newestSale) implements AutoCloseable {
    @Override
    public void close() {
      lines.unpersist();
    }
  }

  /**
   * @param changes new rows of silver, as {@link SilverSource} gives them
   */
  Changed changed(Dataset<Row> changes) {
    Dataset<Row> views =
        SilverSource.of(changes, Topic.BROWSE)
            .where(col("action").equalTo(BrowseAction.VIEW.code()));
    Dataset<Row> paid =
        SilverSource.of(changes, Topic.ORDER)
            .where(col("status").equalTo(OrderStatus.PAID.name()))
            .repartition(col("order_id"));
    views.foreachPartition(new RememberViews(memory));
    Dataset<Row> settled =
        paid.mapPartitions(new SettlePayments(memory), Encoders.row(AttributionRows.SCHEMA))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long newest = newest(settled); // Payments are remembered before views look for them.
      Dataset<Row> changed =
          views
              .where(col("event_time").leq(newestSale))
              .mapPartitions(new FindSales(memory), Encoders.row(AttributionRows.SCHEMA))
              .unionByName(settled)
              .dropDuplicates(new String[] {"order_event_id", "line"})
              .mapPartitions(new FindViews(memory), Encoders.row(AttributionRows.SCHEMA))
              .persist(StorageLevel.MEMORY_AND_DISK());
      changed.count();
      return new Changed(changed, newest);
    } finally {
      settled.unpersist();
    }
  }

  private long newest(Dataset<Row> settled) {
    Row row = settled.agg(max(col("order_time"))).first();
    return row.isNullAt(0) ? newestSale : Math.max(newestSale, row.getLong(0));
  }
}

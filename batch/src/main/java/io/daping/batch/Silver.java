package io.daping.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.daping.batch.regroup.GroupRules;
import io.daping.common.config.Settings;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.SilverSchema;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads silver: the events of some days, and around them those that decide whether they count: the
 * neighbouring days, and an order's earlier states. Of the surroundings of orders the lines are not
 * read, since they are not counted here, but for those of the day after.
 */
public record Silver(SparkSession spark, Settings settings, GroupRules rules) {

  /** Whether a topic has any event in these days: much cheaper to ask than to count none. */
  public boolean has(Topic topic, DayRange range) {
    Dataset<Row> table = DeltaTables.of(settings).silver(topic).read(spark);
    return !table.where(range.holds(col("day"))).select("day").isEmpty();
  }

  /** As it counts: errors stand under the groups that people merged them into. */
  public Dataset<Row> read(Topic topic, DayRange range) {
    Dataset<Row> rows = asWritten(topic, range);
    return topic == Topic.APPLOG ? rules.merged(rows) : rows;
  }

  Dataset<Row> asWritten(Topic topic, DayRange range) {
    Dataset<Row> table = DeltaTables.of(settings).silver(topic).read(spark);
    boolean isOrder = topic == Topic.ORDER;
    Duration reach = isOrder ? settings.intake().orderHorizon() : Duration.ofDays(1);
    Dataset<Row> all = table.where(range.reachingBack(reach).holds(col("day")));
    if (!isOrder) {
      return all;
    }
    Column isWhole = range.andDayAfter().holds(col("day"));
    Dataset<Row> around =
        all.where(not(isWhole))
            .withColumn("lines", lit(null).cast(SilverSchema.of(topic).apply("lines").dataType()));
    return all.where(isWhole).unionByName(around);
  }

  /**
   * What cancels and refunds orders that may have been paid in these days: such may come for as
   * long as orders are remembered.
   */
  Dataset<Row> takings(DayRange range) {
    int reach = Math.toIntExact(settings.intake().orderHorizon().toDays());
    DayRange days = new DayRange(range.from().minusDays(reach), range.to().plusDays(reach));
    return DeltaTables.of(settings)
        .silver(Topic.ORDER)
        .read(spark)
        .where(days.holds(col("day")))
        .where(col("status").isin(OrderStatus.CANCELLED.name(), OrderStatus.REFUNDED.name()));
  }
}

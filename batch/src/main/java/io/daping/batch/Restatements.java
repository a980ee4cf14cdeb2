package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.common.config.Settings;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.DeltaTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which sealed days some later days have changed: those whose orders were cancelled or refunded
 * there. Their cohort view is of before until they are computed again.
 */
record Restatements(SparkSession spark, Settings settings) {

  /** The sealed days before a range that its events have changed, in order. */
  List<LocalDate> dueTo(DayRange range) {
    Dataset<Row> takenBack =
        orders(range)
            .where(col("status").isin(OrderStatus.CANCELLED.name(), OrderStatus.REFUNDED.name()))
            .select(col("order_id").as("taken_back"));
    Map<LocalDate, ?> sealed = control().seals();
    return orders(before(range))
        .where(col("status").equalTo(OrderStatus.PAID.name()))
        .join(takenBack, col("order_id").equalTo(col("taken_back")), "left_semi")
        .select("day")
        .distinct()
        .orderBy("day")
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toLocalDate())
        .filter(sealed::containsKey)
        .toList();
  }

  private DayRange before(DayRange range) {
    long reach = settings.intake().orderHorizon().toDays();
    return new DayRange(range.from().minusDays(Math.max(1, reach)), range.from());
  }

  private Dataset<Row> orders(DayRange range) {
    return DeltaTables.of(settings).silver(Topic.ORDER).read(spark).where(range.holds(col("day")));
  }

  private ControlStore control() {
    return new ControlStore(SharedHBase.of(HBase.Target.of(settings)));
  }
}

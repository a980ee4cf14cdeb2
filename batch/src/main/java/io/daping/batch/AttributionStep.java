package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.recompute.Attributions;
import io.daping.batch.recompute.Deduplication;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.journey.SoldLine;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.JourneyTables;
import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The night's attributions: exact, and written over what the table had of these days. */
record AttributionStep(SparkSession spark, Settings settings) {

  /**
   * @param judged the range's events by topic; a topic without any may be absent
   */
  void write(DayRange range, Map<Topic, Dataset<Row>> judged) {
    Table table = JourneyTables.of(settings).attributionsDaily().create(spark);
    Dataset<Row> orders = judged.get(Topic.ORDER);
    if (orders == null || Attributions.payments(orders).isEmpty()) {
      clear(table, range);
      return;
    }
    Attributions.of(Attributions.payments(orders), browse(range, judged.get(Topic.BROWSE)))
        .repartition(col("day"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate())
        .save(table.path());
  }

  private void clear(Table table, DayRange range) {
    if (!table.read(spark).where(range.predicate()).isEmpty()) {
      DeltaTable.forPath(spark, table.path()).delete(range.predicate());
    }
  }

  private Dataset<Row> browse(DayRange range, Dataset<Row> ofTheDays) {
    Dataset<Row> before = before(range);
    return ofTheDays == null ? before : before.unionByName(ofTheDays);
  }

  /** Views of the days that the range's first payments reach back to. */
  private Dataset<Row> before(DayRange range) {
    LocalDate first =
        Instant.ofEpochMilli(range.startMs(settings.zone()) - SoldLine.REACH_MS)
            .atZone(settings.zone())
            .toLocalDate();
    DayRange before = new DayRange(first, range.from());
    return Deduplication.judged(new Silver(spark, settings).read(Topic.BROWSE, before))
        .where(before.holds(col("day")));
  }
}

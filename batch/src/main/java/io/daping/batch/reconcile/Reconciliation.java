package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import io.daping.batch.DayRange;
import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.regroup.MergedCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/** Compares the night's cells of some days with the stream's, one job for all days. */
public record Reconciliation(
    SparkSession spark, Settings settings, MergedCells groups, Clock clock) {
  private static final int SHOWN = 10;

  /**
   * @param cells the night's, with {@code version}
   * @param judged the days' events with {@code fate}, of the topics that have any
   * @return a comparison a day, in order
   */
  public List<DayComparison> of(
      DayRange range, Dataset<Row> cells, Map<Topic, Dataset<Row>> judged) {
    List<TopicCells> topics = topics();
    Dataset<Row> stream =
        groups
            .of(new StreamCells(settings, topics).of(spark, range))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Retention retention = new Retention(settings.stream().keep(), clock.instant());
    Column isGone = retention.isGone(stream);
    Dataset<Row> numbers =
        new Comparison(catalogue().metrics())
            .of(streamed(cells).where(not(isGone)), stream.where(not(isGone)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      DayTally tally = new DayTally(catalogue(), settings.zone());
      tally.count(numbers.groupBy("day", "verdict").agg(sum("n").as("n")).collectAsList());
      if (tally.hasOpen()) {
        attribute(numbers.where(col("verdict").equalTo(Comparison.OPEN)), judged, tally);
      }
      return range.days().stream().map(tally::comparison).toList();
    } finally {
      numbers.unpersist();
      stream.unpersist();
    }
  }

  private List<TopicCells> topics() {
    return TopicCells.of(catalogue()).stream().map(TopicCells::streamed).toList();
  }

  /** Without the numbers that the stream does not make. */
  private Dataset<Row> streamed(Dataset<Row> cells) {
    Object[] nightly =
        catalogue().metrics().stream().filter(Metric::isNightly).map(Metric::id).toArray();
    Column both = filter(col("values"), v -> not(v.getField("metric").isin(nightly)));
    return cells.withColumn("values", both);
  }

  private void attribute(Dataset<Row> open, Map<Topic, Dataset<Row>> judged, DayTally tally) {
    Dataset<Row> evidence =
        topics().stream()
            .filter(cells -> cells.source().topic().filter(judged::containsKey).isPresent())
            .map(cells -> evidence(cells, judged.get(cells.topic())))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> attributed =
        Attribution.of(open, evidence).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      tally.attribute(
          attributed
              .withColumn("exact", isExact(col("metric")))
              .groupBy("day", "cause", "exact")
              .agg(count(lit(1)).as("n"))
              .collectAsList());
      tally.show(first(attributed.where(col("cause").isNull())).collectAsList());
    } finally {
      attributed.unpersist();
    }
  }

  private Dataset<Row> evidence(TopicCells cells, Dataset<Row> judged) {
    return new Evidence(cells, new BusinessTime(settings.zone()), settings.stream().keep())
        .of(judged);
  }

  private static Dataset<Row> first(Dataset<Row> unexplained) {
    Column[] order = {
      col("metric"),
      col("grain").desc(),
      col("window"),
      col("by"),
      col("dimension"),
      col("currency")
    };
    return unexplained
        .withColumn("rank", row_number().over(Window.partitionBy("day").orderBy(order)))
        .where(col("rank").leq(SHOWN))
        .orderBy("day", "rank");
  }

  private Column isExact(Column metric) {
    return metric.isin(
        catalogue().metrics().stream().filter(Metric::isExact).map(Metric::id).toArray());
  }

  private Catalogue catalogue() {
    return groups.catalogue();
  }
}

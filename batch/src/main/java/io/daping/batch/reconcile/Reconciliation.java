package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.DayRange;
import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.regroup.MergedCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.spark.Kept;
import io.daping.common.spark.NightTables;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** Compares the night's cells of some days with the stream's, one job for all days. */
public record Reconciliation(
    SparkSession spark, Settings settings, MergedCells groups, Clock clock) {
  private static final int SHOWN = 10;

  private static final String[] DIFFERENCE = {
    "metric", "grain", "window", "by", "dimension", "currency", "stream", "batch", "cause", "day"
  };

  /**
   * Compares, and writes what differs to {@link NightTables#differences}.
   *
   * @param cells the night's, with {@code version}
   * @param judged the days' events with {@code fate}, of the topics that have any; asked for when
   *     anything differs without a known cause
   * @return a comparison a day, in order
   */
  public List<DayComparison> of(
      DayRange range, Dataset<Row> cells, Supplier<Map<Topic, Dataset<Row>>> judged) {
    Dataset<Row> streamed =
        groups.of(
            new StoredCells(settings, topics()).ofStream(spark, range).drop("events", "late"));
    try (Kept kept = Kept.of(streamed)) {
      return compared(range, cells, kept.rows(), judged);
    }
  }

  private List<DayComparison> compared(
      DayRange range,
      Dataset<Row> cells,
      Dataset<Row> stream,
      Supplier<Map<Topic, Dataset<Row>>> judged) {
    Column isGone = new Retention(settings.stream().keep(), clock.instant()).isGone(stream);
    Dataset<Row> night = streamed(cells).where(not(isGone));
    Comparison comparison = new Comparison(catalogue().metrics());
    try (Kept numbers = Kept.of(comparison.of(night, stream.where(not(isGone))))) {
      DayTally tally = new DayTally(catalogue(), settings.zone());
      tally.known(
          perMetric(
              night
                  .select(col("*"), explode(col("values")).as("v"))
                  .withColumn("metric", col("v.metric")),
              count(lit(1))));
      tally.differing(differing(numbers.rows()));
      write(range, attributed(numbers.rows(), judged, tally));
      return range.days().stream().map(tally::comparison).toList();
    }
  }

  private static List<Row> perMetric(Dataset<Row> rows, Column count) {
    return rows.groupBy(columns(DayTally.KEY)).agg(count).collectAsList();
  }

  private static List<Row> differing(Dataset<Row> numbers) {
    Column known = sum(when(col("is_known"), 1L).otherwise(0L));
    return numbers
        .groupBy(columns(DayTally.KEY, "verdict"))
        .agg(count(lit(1)), known)
        .collectAsList();
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

  /** What differs, with {@code cause}, a name or null. */
  private Dataset<Row> attributed(
      Dataset<Row> numbers, Supplier<Map<Topic, Dataset<Row>>> judged, DayTally tally) {
    Column isOpen = col("verdict").equalTo(Comparison.OPEN);
    Dataset<Row> plain = numbers.where(not(isOpen)).withColumn("cause", col("verdict"));
    Dataset<Row> open = numbers.where(isOpen);
    if (tally.open().isEmpty()) {
      return plain;
    }
    Dataset<Row> found = attributed(open, judged.get(), tally.open());
    tally.attribute(
        found.groupBy(columns(DayTally.KEY, "cause")).agg(count(lit(1))).collectAsList());
    tally.show(first(found.where(col("cause").isNull())).collectAsList());
    Column none = when(col("currency").notEqual(""), col("currency"));
    return plain
        .select(columns(DIFFERENCE))
        .unionByName(
            found
                .withColumn("currency", none)
                .withColumn("cause", name(col("cause")))
                .select(columns(DIFFERENCE)));
  }

  /** Of sources without an open difference no evidence is looked for: its plans are long. */
  private Dataset<Row> attributed(
      Dataset<Row> open, Map<Topic, Dataset<Row>> judged, Set<Source> sources) {
    Dataset<Row> evidence =
        topics().stream()
            .filter(cells -> sources.contains(cells.source()))
            .filter(cells -> cells.source().topic().filter(judged::containsKey).isPresent())
            .map(cells -> evidence(cells, judged.get(cells.topic())))
            .reduce(Dataset::unionByName)
            .orElseGet(() -> Evidence.none(spark));
    // Cut here: it is read three times, and what made it is long.
    return Attribution.of(open, evidence).localCheckpoint();
  }

  private static Column name(Column ordinal) {
    Column name = lit(null).cast("string");
    for (Cause cause : Cause.values()) {
      name = when(ordinal.equalTo(cause.ordinal()), cause.causeName()).otherwise(name);
    }
    return name;
  }

  private void write(DayRange range, Dataset<Row> differences) {
    new GoldRows(catalogue())
        .named(differences)
        .select(columns(NightTables.of(settings).differences().schema().fieldNames()))
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate())
        .save(NightTables.of(settings).differences().path());
  }

  private static Column[] columns(String[] names, String... more) {
    return Stream.concat(Arrays.stream(names), Arrays.stream(more))
        .map(functions::col)
        .toArray(Column[]::new);
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

  private Catalogue catalogue() {
    return groups.catalogue();
  }
}

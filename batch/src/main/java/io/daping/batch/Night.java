package io.daping.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.daping.batch.privacy.Sighting;
import io.daping.batch.privacy.TableScan;
import io.daping.batch.publish.Publication;
import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.IntakeCells;
import io.daping.batch.recompute.Recompute;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Reconciliation;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import io.daping.common.spark.DeltaTables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Recomputes closed days, compares them with what the stream published, publishes and seals them.
 * Running it again gives the same numbers, under a new timestamp.
 */
public final class Night {
  private final SparkSession spark;
  private final Settings settings;
  private final Catalogue catalogue;
  private final Clock clock;

  public Night(SparkSession spark, Settings settings, Catalogue catalogue, Clock clock) {
    this.spark = spark;
    this.settings = settings;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** Whether days with unexplained differences are sealed all the same. */
  public enum Publish {
    WHEN_EXPLAINED,
    ALWAYS
  }

  /**
   * One pass over the tables.
   *
   * @throws Failure when the range has a day that is not over
   */
  public List<DayResult> run(DayRange range, Publish publish) {
    checkClosed(range);
    Map<Topic, Dataset<Row>> judged = judged(range);
    Dataset<Row> cells = cells(range, judged).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      writeGold(range, cells);
      new AttributionStep(spark, settings).write(range, judged);
      List<DayComparison> days = reconciliation().of(range, cells, judged);
      List<LocalDate> sealed =
          days.stream()
              .filter(day -> day.unexplainedExact() == 0 || publish == Publish.ALWAYS)
              .map(DayComparison::day)
              .toList();
      new Publication(settings, catalogue, clock).publish(cells, sealed);
      Map<LocalDate, Long> rows = rows(cells);
      return days.stream()
          .map(d -> new DayResult(rows.getOrDefault(d.day(), 0L), d, sealed.contains(d.day())))
          .toList();
    } finally {
      cells.unpersist();
      judged.values().forEach(Dataset::unpersist);
    }
  }

  /** Compares gold, or what it would be if the night has not been there, with the stream. */
  public DayComparison compare(LocalDate day) {
    DayRange range = DayRange.of(day);
    checkClosed(range);
    Map<Topic, Dataset<Row>> judged = judged(range);
    Dataset<Row> gold = DeltaTables.of(settings).gold().read(spark).where(range.predicate());
    try {
      Dataset<Row> cells =
          gold.isEmpty() ? cells(range, judged) : new GoldRows(catalogue).cells(gold);
      return reconciliation().of(range, cells, judged).get(0);
    } finally {
      judged.values().forEach(Dataset::unpersist);
    }
  }

  /** Personal data in the rows of some days, where there must be none. */
  List<Sighting> personalData(DayRange range) {
    return new TableScan(spark, settings).days(range);
  }

  private Reconciliation reconciliation() {
    return new Reconciliation(spark, settings, catalogue, clock);
  }

  private void checkClosed(DayRange range) {
    Instant end = Instant.ofEpochMilli(range.endMs(settings.zone()));
    if (end.isAfter(clock.instant())) {
      throw new Failure(
          "%s is not over in %s: the night takes closed days only; it may run after %s"
              .formatted(range.to().minusDays(1), settings.zone(), end.atZone(settings.zone())));
    }
  }

  private Map<Topic, Dataset<Row>> judged(DayRange range) {
    Silver silver = new Silver(spark, settings);
    Map<Topic, Dataset<Row>> judged = new EnumMap<>(Topic.class);
    for (TopicCells cells : toCompute(silver, range)) {
      Topic topic = cells.topic().orElseThrow();
      judged.put(
          topic,
          recompute(cells)
              .judged(silver.read(topic, range), range)
              .persist(StorageLevel.MEMORY_AND_DISK()));
    }
    return judged;
  }

  /** The topics with events in these days, and one at least: of no event come no cells. */
  private List<TopicCells> toCompute(Silver silver, DayRange range) {
    List<TopicCells> all =
        TopicCells.of(catalogue).stream().filter(cells -> cells.topic().isPresent()).toList();
    List<TopicCells> some =
        all.stream().filter(cells -> silver.has(cells.topic().orElseThrow(), range)).toList();
    return some.isEmpty() ? all.subList(0, 1) : some;
  }

  private Dataset<Row> cells(DayRange range, Map<Topic, Dataset<Row>> judged) {
    Dataset<Row> ofEvents =
        TopicCells.of(catalogue).stream()
            .flatMap(cells -> cells.topic().map(judged::get).map(recompute(cells)::cells).stream())
            .reduce(Dataset::unionByName)
            .orElseThrow();
    IntakeCells intake = IntakeCells.of(spark, settings, catalogue);
    Dataset<Row> all = intake.has(range) ? ofEvents.unionByName(intake.of(range)) : ofEvents;
    return all.withColumn("version", lit(catalogue.version()));
  }

  private Recompute recompute(TopicCells cells) {
    return new Recompute(cells, new BusinessTime(settings.zone()), settings.stream().grace());
  }

  private void writeGold(DayRange range, Dataset<Row> cells) {
    new GoldRows(catalogue)
        .of(cells.repartition(col("day")).sortWithinPartitions("day"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate())
        .save(DeltaTables.of(settings).gold().path());
  }

  private static Map<LocalDate, Long> rows(Dataset<Row> cells) {
    return cells.groupBy("day").agg(sum(size(col("values")))).collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getDate(0).toLocalDate(), row -> row.getLong(1)));
  }
}

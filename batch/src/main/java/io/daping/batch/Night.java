package io.daping.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.daping.batch.privacy.Sighting;
import io.daping.batch.privacy.TableScan;
import io.daping.batch.publish.Publication;
import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.IntakeCells;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Reconciliation;
import io.daping.batch.regroup.GroupRules;
import io.daping.batch.regroup.MergedCells;
import io.daping.batch.regroup.Regroup;
import io.daping.batch.regroup.Regrouped;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fact.NightFacts;
import io.daping.common.fault.Failure;
import io.daping.common.spark.NightTables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
  private final GroupRules rules;

  public Night(SparkSession spark, Settings settings, Catalogue catalogue, Clock clock) {
    this.spark = spark;
    this.settings = settings;
    this.catalogue = catalogue;
    this.clock = clock;
    this.rules = GroupRules.of(settings);
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
    Silver silver = silver();
    try (JudgedDays judged = JudgedDays.read(range, silver, settings, catalogue);
        Histories histories = new Histories(silver, judged)) {
      return run(judged, histories, publish);
    }
  }

  private List<DayResult> run(JudgedDays judged, Histories histories, Publish publish) {
    DayRange range = judged.range();
    Dataset<Row> cells =
        cells(range, judged.ofTheDays(), histories.facts()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      writeGold(range, cells);
      new AttributionStep(spark, settings).write(range, histories);
      List<DayComparison> days = reconciliation().of(range, cells, judged.ofTheDays());
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
    }
  }

  /** Compares gold, or what it would be if the night has not been there, with the stream. */
  public DayComparison compare(LocalDate day) {
    DayRange range = DayRange.of(day);
    checkClosed(range);
    Dataset<Row> gold = NightTables.of(settings).gold().read(spark).where(range.predicate());
    try (JudgedDays judged = JudgedDays.read(range, silver(), settings, catalogue)) {
      Map<Topic, Dataset<Row>> events = judged.ofTheDays();
      // What takes a history has nothing beside it in the stream.
      Dataset<Row> cells =
          gold.isEmpty() ? cells(range, events, Map.of()) : ofGold(range, gold, events);
      return reconciliation().of(range, cells, events).get(0);
    }
  }

  /** Groups the errors of closed days again; see {@link Regroup}. */
  Regrouped regroup(DayRange range, Regroup.Applying applying) {
    checkClosed(range);
    Dataset<Row> applog = silver().asWritten(Topic.APPLOG, range);
    return new Regroup(spark, settings, catalogue, rules).run(range, applog, applying);
  }

  /** Groups of errors may stand in gold by rules that are not those of now, on purpose. */
  private Dataset<Row> ofGold(DayRange range, Dataset<Row> gold, Map<Topic, Dataset<Row>> judged) {
    MergedCells groups = new MergedCells(catalogue, rules);
    return groups.replaced(new GoldRows(catalogue).cells(gold), cells(range, judged, Map.of()));
  }

  /** The sealed days before a range whose cohort view its events have changed. */
  List<LocalDate> toRestate(DayRange range) {
    return new Restatements(spark, settings).dueTo(range);
  }

  /** Personal data in the rows of some days, where there must be none. */
  List<Sighting> personalData(DayRange range) {
    return new TableScan(spark, settings).days(range);
  }

  private Reconciliation reconciliation() {
    return new Reconciliation(spark, settings, new MergedCells(catalogue, rules), clock);
  }

  private void checkClosed(DayRange range) {
    Instant end = Instant.ofEpochMilli(range.endMs(settings.zone()));
    if (end.isAfter(clock.instant())) {
      throw new Failure(
          "%s is not over in %s: the night takes closed days only; it may run after %s"
              .formatted(range.to().minusDays(1), settings.zone(), end.atZone(settings.zone())));
    }
  }

  private Silver silver() {
    return new Silver(spark, settings, rules);
  }

  private Dataset<Row> cells(
      DayRange range, Map<Topic, Dataset<Row>> judged, Map<NightFacts, Dataset<Row>> histories) {
    Dataset<Row> ofEvents =
        TopicCells.ofTopics(catalogue).stream()
            .filter(cells -> judged.containsKey(cells.topic()))
            .map(
                cells ->
                    JudgedDays.recompute(cells, settings)
                        .cells(judged.get(cells.topic()), histories))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    IntakeCells intake = IntakeCells.of(spark, settings, catalogue);
    Dataset<Row> all = intake.has(range) ? ofEvents.unionByName(intake.of(range)) : ofEvents;
    return all.withColumn("version", lit(catalogue.version()));
  }

  private void writeGold(DayRange range, Dataset<Row> cells) {
    new GoldRows(catalogue)
        .of(cells.repartition(col("day")).sortWithinPartitions("day"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate())
        .save(NightTables.of(settings).gold().path());
  }

  private static Map<LocalDate, Long> rows(Dataset<Row> cells) {
    return cells.groupBy("day").agg(sum(size(col("values")))).collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getDate(0).toLocalDate(), row -> row.getLong(1)));
  }
}

package io.daping.streaming.rebuild;

import static org.apache.spark.sql.functions.col;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.hbase.SeenStore;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.JourneyTables;
import io.daping.streaming.journey.MemoryRefill;
import io.daping.streaming.judge.Court;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.metrics.RememberOrders;
import io.daping.streaming.metrics.RunningCount;
import io.daping.streaming.query.ProgressLog;
import io.daping.streaming.rebuild.QueryStarts.Last;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The stream's part of HBase, from Delta: realtime cells, groups of errors, what the queries
 * remember, and where they stand. The tables must be there and empty.
 *
 * <p>Intake may have died within a micro-batch, which it will do again: bronze then goes further
 * than its checkpoint. So the log is counted in two parts: first what intake has finished, which is
 * all that intake itself must remember; then the rest, which the metrics alone count.
 */
public final class StreamRebuild {
  private static final String JOURNEY = "journey";

  private final SparkSession spark;
  private final Settings settings;
  private final ControlStore control;
  private final QueryStarts starts;
  private final Consumer<String> told;
  private final Standing intake;
  private final Standing journey;
  private final BronzeLog bronze;
  private final List<Extent> extents;
  private final KeptRecords kept;

  /**
   * @param told hears how far it is
   */
  public StreamRebuild(SparkSession spark, Settings settings, Consumer<String> told) {
    this.spark = spark;
    this.settings = settings;
    this.control = new ControlStore(SharedHBase.of(HBase.Target.of(settings)));
    this.starts = new QueryStarts(spark, settings, control);
    this.told = told;
    this.intake = standing(QueryProgress.INTAKE, List.of(DeltaTables.of(settings).bronze()));
    JourneyTables joined = JourneyTables.of(settings);
    this.journey =
        standing(
            JOURNEY,
            List.of(joined.enrichedBrowse(), joined.enrichedOrderLine(), joined.attributions()));
    // After the checkpoints: what intake has finished by then, bronze has.
    this.bronze = new BronzeLog(spark, settings);
    this.extents = bronze.extents();
    this.kept = KeptRecords.of(spark, settings);
  }

  private Standing standing(String query, List<DeltaTables.Table> tables) {
    return Standing.of(query, tables, settings.tables().checkpoints(), spark);
  }

  /** Who remembers ids: the memory of one query is that of the other, up to where it is. */
  public record Readers(Court metrics, int intake) {}

  /**
   * Before anything is written.
   *
   * @throws Refusal when there is nothing to count, or a checkpoint does not belong to the tables
   */
  public void check() {
    if (extents.isEmpty()) {
      throw new Refusal(
          DeltaTables.of(settings).bronze().path() + " has no records",
          "Name the folder that has them (tables.path). Where nothing was ever taken in, nothing is"
              + " to be rebuilt: `bin/daping stream` begins.");
    }
    intake.checkNotOlder();
    journey.checkNotOlder();
    if (journey.isLost()) {
      throw new Refusal(
          "%s is not there, but its query has written tables"
              .formatted(journey.checkpoint().folder()),
          "Put the folder back. If it is lost, move the tables enriched_browse, enriched_order_line"
              + " and attributions away: the query then makes them again from its beginning.");
    }
  }

  /**
   * Counts what intake has finished so far, and leaves all else; intake may run meanwhile.
   *
   * @param from where an earlier call ended
   */
  Reached warm(Readers readers, Reached from) {
    Replay replay = replay(readers, from);
    List<Slice> slices = cut(from.end(), intake.reached());
    rememberOlderOrders(replay, slices, from);
    replay.run(slices, 0);
    return replay.reached();
  }

  /**
   * Fills the tables.
   *
   * @param from where {@link #warm} ended
   */
  Rebuilt run(Readers readers, Reached from) {
    Positions end = BronzeLog.end(extents);
    Positions finished = intake.isLost() ? end : intake.reached();
    Replay replay = replay(readers, from);
    List<Slice> first = cut(from.end(), finished);
    List<Slice> rest = cut(finished.furthest(from.end()), end);
    rememberOlderOrders(replay, Stream.concat(first.stream(), rest.stream()).toList(), from);
    replay.run(first, rest.size());
    Reached done = replay.reached();
    restoreIntake(readers, finished, done.timestamp());
    long silver = restoreCounts(finished, done.timestamp());
    replay.run(rest, 0);
    restoreJourney();
    Last last = last(replay.reached().timestamp());
    starts.begin(QueryProgress.METRICS, 1, end.furthest(finished), last);
    return rebuilt(replay.reached(), kept.isCut() ? null : done.accepted() - silver);
  }

  private Replay replay(Readers readers, Reached from) {
    ProgressLog progress = new ProgressLog(QueryProgress.METRICS, control);
    return new Replay(bronze, count(readers.metrics()), progress, told, from);
  }

  private Rebuilt rebuilt(Reached reached, Long unlikeTables) {
    Row records = bronze.counts();
    return new Rebuilt(
        reached.batches(),
        records.getLong(0),
        records.getLong(1),
        reached.cells(),
        unlikeTables,
        kept.cutDays(spark, settings));
  }

  private List<Slice> cut(Positions from, Positions to) {
    List<Extent> some =
        extents.stream().map(e -> e.from(from).before(to)).filter(e -> !e.isEmpty()).toList();
    return new Slices(some, settings.stream().maxRecordsPerBatch()).cut();
  }

  private RunningCount count(Court court) {
    MetricsPlan plan = MetricsPlan.compile(spark, Catalogue.load(), settings);
    HBase hbase = SharedHBase.of(HBase.Target.of(settings));
    return new RunningCount(plan, court, settings, hbase, kept.firstWindow(settings));
  }

  /** An order whose payment bronze has no more must not pay again. */
  private void rememberOlderOrders(Replay replay, List<Slice> slices, Reached from) {
    if (kept.isCut() && from.batches() == 0) {
      DeltaTables.of(settings)
          .silver(Topic.ORDER)
          .read(spark)
          .where(kept.isBefore())
          .repartition(col("order_id"))
          .foreachPartition(new RememberOrders(HBase.Target.of(settings), replay.before(slices)));
      told.accept("remembered the orders of days that bronze has no more");
    }
  }

  /**
   * @return how many events silver has of them
   */
  private long restoreCounts(Positions finished, long timestamp) {
    List<TopicCounts> counts = new TableCounts(spark, settings, kept).before(finished);
    counts.forEach(c -> control.write(Math.max(1, timestamp), c));
    return counts.stream().mapToLong(TopicCounts::silver).sum();
  }

  private void restoreIntake(Readers readers, Positions finished, long timestamp) {
    if (intake.neverRan()) {
      return;
    }
    new SeenStore(SharedHBase.of(HBase.Target.of(settings)))
        .copy(readers.metrics().reader(), readers.intake(), timestamp);
    Last last = last(timestamp);
    if (intake.isLost()) {
      starts.begin(intake.query(), intake.generation() + 1, finished, last);
    } else {
      starts.goOn(intake, last);
    }
  }

  private void restoreJourney() {
    if (!journey.neverRan()) {
      long now = System.currentTimeMillis();
      new MemoryRefill(spark, settings, control).fill(now);
      Map<String, Map<Integer, Long>> times = new HashMap<>(starts.eventTimes(intake.query()));
      times.keySet().retainAll(List.of(Topic.BROWSE.topicName(), Topic.ORDER.topicName()));
      starts.goOn(journey, new Last(now, times));
      told.accept("remembered the views and payments of journeys");
    }
  }

  private Last last(long timestamp) {
    return new Last(Math.max(1, timestamp), starts.eventTimes(QueryProgress.METRICS));
  }
}

package io.daping.streaming.intake;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.DeltaTables;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.log.KafkaLog;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.PartitionSummary;
import io.daping.streaming.query.ProgressLog;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * One micro-batch of the tables: Kafka to bronze, silver and quarantine. A repetition writes
 * nothing twice.
 */
public final class IntakeBatch implements VoidFunction2<Dataset<Row>, Long> {
  private static final long serialVersionUID = 1L;

  private final transient KafkaLog log;
  private final transient Court court;
  private final transient CheckpointGuard guard;
  private final transient ProgressLog progress;
  private final transient ControlStore control;
  private final transient DeltaTables tables;
  private final transient Settings settings;
  private final transient IntakeRows rows;

  public IntakeBatch(
      Court court,
      CheckpointGuard guard,
      ProgressLog progress,
      ControlStore control,
      Settings settings) {
    this.log = KafkaLog.withSenders(settings);
    this.court = court;
    this.guard = guard;
    this.progress = progress;
    this.control = control;
    this.tables = DeltaTables.of(settings);
    this.settings = settings;
    this.rows = new IntakeRows(settings.zone());
  }

  /**
   * @param source names the micro-batch's offsets in the checkpoint; its rows are not asked for
   */
  @Override
  public void call(Dataset<Row> source, Long number) {
    long begun = System.nanoTime();
    MicroBatch batch = guard.begin(number);
    SparkSession spark = source.sparkSession();
    // What does not fit is read and judged again, to the same end.
    JavaRDD<Taken> taken =
        log.records(spark, batch).mapPartitions(task(batch)).persist(StorageLevel.MEMORY_ONLY());
    try {
      List<PartitionCounts> counts = taken.flatMap(PartitionCounts::of).collect();
      write(spark, taken, batch, PartitionCounts.byTopic(counts));
      List<PartitionSummary> summaries = counts.stream().map(PartitionCounts::summary).toList();
      progress.finished(batch, summaries, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    } finally {
      taken.unpersist();
    }
  }

  private IntakeTask task(MicroBatch batch) {
    return new IntakeTask(
        court,
        batch,
        rows,
        settings.stream().grace().minute().toMillis(),
        settings.privacy().keys().read().activeKey());
  }

  private void write(
      SparkSession spark, JavaRDD<Taken> taken, MicroBatch batch, Map<Topic, TopicCounts> counts) {
    if (counts.isEmpty()) {
      return;
    }
    Appends appends = new Appends(spark, batch);
    IntakeRows form = rows;
    appends.add(taken.flatMap(Taken::all).map(k -> form.bronze(k.record())), tables.bronze());
    for (Topic topic : Topic.values()) {
      if (counts.containsKey(topic) && counts.get(topic).silver() > 0) {
        appends.add(rows(taken, k -> k.isEventOf(topic)), tables.silver(topic));
      }
    }
    if (counts.values().stream().anyMatch(c -> c.quarantine() > 0)) {
      appends.add(rows(taken, Kept::isQuarantined), tables.quarantine());
    }
    appends.run();
    counts.values().forEach(c -> addCounts(c, batch));
  }

  private static JavaRDD<Row> rows(JavaRDD<Taken> taken, Wanted wanted) {
    return taken.flatMap(all -> all.those(wanted)).map(Kept::row);
  }

  /** Travels to tasks. */
  private interface Wanted extends Predicate<Kept>, Serializable {}

  private void addCounts(TopicCounts counts, MicroBatch batch) {
    TopicCounts before = control.countsBefore(batch.timestamp(), counts.topic());
    control.write(batch.timestamp(), before.plus(counts));
  }
}

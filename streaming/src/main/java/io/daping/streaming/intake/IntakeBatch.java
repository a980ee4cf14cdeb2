package io.daping.streaming.intake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.log.KafkaLog;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.PartitionSummary;
import io.daping.streaming.query.ProgressLog;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * One micro-batch of the tables: Kafka to bronze, silver and quarantine. Each write bears a
 * transaction id of query, generation, table and number, so a repetition writes nothing twice.
 */
public final class IntakeBatch implements VoidFunction2<Dataset<Row>, Long> {
  private static final long serialVersionUID = 1L;
  private static final int ROWS_PER_FILE = 200_000;

  private final transient KafkaLog log;
  private final transient Court court;
  private final transient CheckpointGuard guard;
  private final transient ProgressLog progress;
  private final transient ControlStore control;
  private final transient DeltaTables tables;
  private final transient Settings settings;

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
  }

  /**
   * @param source names the micro-batch's offsets in the checkpoint; its rows are not asked for
   */
  @Override
  public void call(Dataset<Row> source, Long number) {
    long begun = System.nanoTime();
    MicroBatch batch = guard.begin(number);
    IntakeTask task =
        new IntakeTask(
            court,
            batch,
            settings.zone(),
            settings.stream().grace().minute().toMillis(),
            settings.privacy().keys().read().activeKey());
    SparkSession spark = source.sparkSession();
    Dataset<Row> judged =
        spark
            .createDataFrame(log.records(spark, batch).mapPartitions(task), IntakeTask.JUDGED)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<PartitionCounts> counts = PartitionCounts.of(judged);
      write(judged, batch, PartitionCounts.byTopic(counts));
      List<PartitionSummary> summaries = counts.stream().map(PartitionCounts::summary).toList();
      progress.finished(batch, summaries, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    } finally {
      judged.unpersist();
    }
  }

  private void write(Dataset<Row> judged, MicroBatch batch, Map<String, TopicCounts> counts) {
    if (counts.isEmpty()) {
      return;
    }
    append(judged.withColumn("is_erased", lit(null).cast("boolean")), tables.bronze(), batch);
    for (Topic topic : Topic.values()) {
      if (counts.containsKey(topic.topicName()) && counts.get(topic.topicName()).silver() > 0) {
        append(events(judged, topic), tables.silver(topic), batch);
      }
    }
    if (counts.values().stream().anyMatch(c -> c.quarantine() > 0)) {
      append(quarantined(judged, batch), tables.quarantine(), batch);
    }
    counts.values().forEach(c -> addCounts(c, batch));
  }

  private static Dataset<Row> events(Dataset<Row> judged, Topic topic) {
    return judged
        .where(col("fate").equalTo(IntakeTask.SILVER).and(col("topic").equalTo(topic.topicName())))
        .select(
            col("event_" + topic.topicName() + ".*"),
            col("payload_hash"),
            col("lateness_ms"),
            col("repairs_partition"),
            col("repairs_offset"),
            col("partition"),
            col("offset"),
            col("record_time"),
            col("day"));
  }

  private static Dataset<Row> quarantined(Dataset<Row> judged, MicroBatch batch) {
    return judged
        .where(col("fate").equalTo(IntakeTask.QUARANTINE))
        .withColumn("received_time", lit(new Timestamp(batch.timestamp())));
  }

  private static void append(Dataset<Row> rows, Table table, MicroBatch batch) {
    String name = table.path().substring(table.path().lastIndexOf('/') + 1);
    new AppendOnce(table, "daping/intake/" + batch.generation() + "/" + name, batch.number())
        .write(rows.coalesce((int) (1 + batch.size() / ROWS_PER_FILE)));
  }

  private void addCounts(TopicCounts counts, MicroBatch batch) {
    TopicCounts before = control.countsBefore(batch.timestamp(), counts.topic());
    control.write(batch.timestamp(), before.plus(counts));
  }
}

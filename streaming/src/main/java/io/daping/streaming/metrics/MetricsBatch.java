package io.daping.streaming.metrics;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.HBase;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.log.KafkaLog;
import io.daping.streaming.metrics.RunningCount.Counted;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.ProgressLog;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One micro-batch of the metrics: Kafka, one pass over each partition, totals in HBase. */
public final class MetricsBatch implements VoidFunction2<Dataset<Row>, Long> {
  private static final long serialVersionUID = 1L;

  private final transient KafkaLog log;
  private final transient RunningCount count;
  private final transient CheckpointGuard guard;
  private final transient ProgressLog progress;
  private final transient Supplier<MetricTopic> opening;
  private transient MetricTopic topic;

  /** A query's micro-batches, one after another. */
  public MetricsBatch(
      MetricsPlan plan,
      Court court,
      CheckpointGuard guard,
      ProgressLog progress,
      Settings settings,
      HBase hbase) {
    this.log = KafkaLog.of(settings);
    this.count = new RunningCount(plan, court, settings, hbase);
    this.guard = guard;
    this.progress = progress;
    this.opening = settings.stream().publishMetrics() ? () -> open(plan, settings) : null;
  }

  /**
   * @param source names the micro-batch's offsets in the checkpoint; its rows are not asked for
   */
  @Override
  public void call(Dataset<Row> source, Long number) {
    long begun = System.nanoTime();
    MicroBatch batch = guard.begin(number);
    Counted counted = count.count(log.records(source.sparkSession(), batch), batch);
    if (opening != null) {
      publish(batch, counted);
    }
    progress.finished(
        batch, counted.summaries(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  /** After a fall the next try opens the topic anew. */
  private void publish(MicroBatch batch, Counted counted) {
    if (topic == null) {
      topic = opening.get();
    }
    try {
      counted
          .added()
          .forEach(
              (grain, some) -> topic.publish(batch.timestamp(), some, counted.cells().get(grain)));
    } catch (KafkaException | Failure e) {
      topic.close();
      topic = null;
      throw e;
    }
  }

  private static MetricTopic open(MetricsPlan plan, Settings settings) {
    return MetricTopic.open(MetricTopic.TOPIC, new MetricRecords(Catalogue.load(), plan), settings);
  }
}

package io.daping.bench.daping;

import io.daping.bench.peers.Engine;
import io.daping.bench.peers.QuerySet;
import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.Sessions;
import io.daping.streaming.Job;
import io.daping.streaming.Running;
import io.daping.streaming.judge.Court;
import io.daping.streaming.metrics.MetricsBatch;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.query.Checkpoint;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.KafkaSource;
import io.daping.streaming.query.ProgressLog;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The job {@code metrics}, with its strict judge, its deduplication and its memory of orders; with
 * the whole catalogue it is the very job that {@code stream} runs, and does more than the peers.
 */
public final class DapingEngine implements Engine {
  private final Settings settings;
  private final Scope scope;
  private final SparkSession spark;
  private StreamingQuery following;

  /** How much of the catalogue is computed. */
  public enum Scope {
    WHOLE_CATALOGUE,
    QUERY_SET
  }

  public DapingEngine(Settings settings, Scope scope) {
    this.settings = settings;
    this.scope = scope;
    this.spark = Sessions.startStream("bench", settings);
  }

  @Override
  public void run() throws Exception {
    start(Trigger.AvailableNow()).awaitTermination();
  }

  @Override
  public void follow() throws Exception {
    following = start(Trigger.ProcessingTime(settings.stream().metricsInterval().toMillis()));
  }

  @Override
  public void stop() throws TimeoutException {
    following.stop();
  }

  private StreamingQuery start(Trigger trigger) throws TimeoutException, IOException {
    FileUtils.deleteDirectory(new File(settings.tables().checkpoints()));
    Running running = trigger.equals(Trigger.AvailableNow()) ? Running.ONCE : Running.FOR_GOOD;
    return scope == Scope.WHOLE_CATALOGUE
        ? Job.METRICS.start(spark, settings, running)
        : startQuerySet(trigger);
  }

  /** What {@link Job#METRICS} does, with another catalogue. */
  private StreamingQuery startQuerySet(Trigger trigger) throws TimeoutException {
    HBase.Target target = HBase.Target.of(settings);
    ControlStore control = new ControlStore(SharedHBase.of(target));
    String name = Job.METRICS.jobName();
    Checkpoint checkpoint =
        new Checkpoint(
            settings.tables().checkpoints() + "/" + name,
            spark.sparkContext().hadoopConfiguration());
    CheckpointGuard guard = new CheckpointGuard(name, checkpoint, control);
    guard.check();
    MetricsBatch batches =
        new MetricsBatch(
            MetricsPlan.compile(spark, QuerySet.catalogue(), settings),
            new Court(Job.METRICS.ordinal(), name, settings.intake().rule(), target),
            guard,
            new ProgressLog(name, control),
            settings,
            SharedHBase.of(target));
    return KafkaSource.read(spark, settings)
        .writeStream()
        .queryName(name)
        .option("checkpointLocation", checkpoint.folder())
        .trigger(trigger)
        .foreachBatch(batches)
        .start();
  }

  @Override
  public void close() {
    spark.stop();
  }
}

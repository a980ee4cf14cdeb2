package io.daping.streaming;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Intent;
import io.daping.common.hbase.SharedHBase;
import io.daping.streaming.intake.IntakeBatch;
import io.daping.streaming.journey.JourneyBatch;
import io.daping.streaming.journey.SilverSource;
import io.daping.streaming.judge.Court;
import io.daping.streaming.metrics.MetricsBatch;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.query.Checkpoint;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.KafkaSource;
import io.daping.streaming.query.ProgressLog;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/** The streaming jobs: each is a source, handed to its own kind of micro-batch. */
public enum Job {
  /** Kafka to bronze, silver and quarantine. */
  INTAKE {
    @Override
    Dataset<Row> records(SparkSession spark, Settings settings) {
      return KafkaSource.read(spark, settings);
    }

    @Override
    VoidFunction2<Dataset<Row>, Long> batches(Parts parts) {
      return new IntakeBatch(
          parts.court(), parts.guard(), parts.progress(), parts.control(), parts.settings());
    }

    @Override
    Duration interval(Settings settings) {
      return settings.stream().tablesInterval();
    }
  },

  /** Kafka to the realtime cells. */
  METRICS {
    @Override
    Dataset<Row> records(SparkSession spark, Settings settings) {
      return KafkaSource.read(spark, settings);
    }

    @Override
    VoidFunction2<Dataset<Row>, Long> batches(Parts parts) {
      MetricsPlan plan = MetricsPlan.compile(parts.spark(), Catalogue.load(), parts.settings());
      return new MetricsBatch(
          plan,
          parts.court(),
          parts.guard(),
          parts.progress(),
          parts.settings(),
          SharedHBase.of(parts.hbase()));
    }

    @Override
    Duration interval(Settings settings) {
      return settings.stream().metricsInterval();
    }
  },

  /** Silver to enriched events and attributions. */
  JOURNEY {
    @Override
    Dataset<Row> records(SparkSession spark, Settings settings) {
      return SilverSource.read(spark, settings);
    }

    @Override
    VoidFunction2<Dataset<Row>, Long> batches(Parts parts) {
      return new JourneyBatch(parts.guard(), parts.progress(), parts.control(), parts.settings());
    }

    @Override
    Duration interval(Settings settings) {
      return settings.journey().interval();
    }

    @Override
    boolean readsTables() {
      return true;
    }
  };

  /** The query's name: in checkpoints, progress and {@code --jobs}. */
  public String jobName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Starts the query, after the check that its checkpoint and the stores belong together. */
  public StreamingQuery start(SparkSession spark, Settings settings, Running running)
      throws TimeoutException {
    Parts parts = Parts.of(this, spark, settings);
    parts.guard().check();
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", jobName());
    return records(spark, settings)
        .writeStream()
        .queryName(jobName())
        .option("checkpointLocation", parts.checkpoint().folder())
        .trigger(running.trigger(interval(settings)))
        .foreachBatch(batches(parts))
        .start();
  }

  /** Whether it reads what intake writes, and so sees all of a run only after intake has ended. */
  boolean readsTables() {
    return false;
  }

  /** Where its records are judged, with a memory of its own. */
  public Court court(Settings settings) {
    return new Court(ordinal(), jobName(), settings.intake().rule(), HBase.Target.of(settings));
  }

  abstract Dataset<Row> records(SparkSession spark, Settings settings);

  abstract VoidFunction2<Dataset<Row>, Long> batches(Parts parts);

  abstract Duration interval(Settings settings);

  /** What a job is put together from. */
  record Parts(
      SparkSession spark,
      Settings settings,
      HBase.Target hbase,
      ControlStore control,
      Checkpoint checkpoint,
      CheckpointGuard guard,
      ProgressLog progress,
      Court court) {

    static Parts of(Job job, SparkSession spark, Settings settings) {
      HBase.Target hbase = HBase.Target.of(settings);
      ControlStore control = new ControlStore(SharedHBase.of(hbase));
      Checkpoint checkpoint =
          Checkpoint.of(
              settings.tables().checkpoints(),
              job.jobName(),
              control.intent(job.jobName()).map(Intent::generation).orElse(1),
              spark.sparkContext().hadoopConfiguration());
      return new Parts(
          spark,
          settings,
          hbase,
          control,
          checkpoint,
          new CheckpointGuard(job.jobName(), checkpoint, control),
          new ProgressLog(job.jobName(), control),
          job.court(settings));
    }
  }
}

package io.daping.bench.decisions;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.DeltaTables;
import io.daping.streaming.Job;
import io.daping.streaming.Running;
import io.daping.streaming.intake.IntakeBatch;
import io.daping.streaming.judge.Court;
import io.daping.streaming.metrics.MetricsBatch;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.query.Checkpoint;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.KafkaSource;
import io.daping.streaming.query.ProgressLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * How long a micro-batch of the metrics takes: alone, beside the query of the tables, with the
 * tables in its own path, and how long the way through silver is.
 */
public final class WhereJudged {
  private static final int BATCHES = 8;

  private final Lab lab;

  private WhereJudged(Lab lab) {
    this.lab = lab;
  }

  /** Arguments: the home; the records of a micro-batch, one size after another. */
  public static void main(String[] args) throws Exception {
    try (Lab lab = Lab.open(args[0])) {
      WhereJudged experiment = new WhereJudged(lab);
      for (String records : List.of(args).subList(1, args.length)) {
        Lab.say("%s records a micro-batch", records);
        experiment.round(Map.of("stream.max-records-per-batch", records));
      }
    }
  }

  private void round(Map<String, String> overrides) throws Exception {
    Settings alone = lab.leg(overrides);
    tell(
        "metrics alone", Lab.run(Job.METRICS.start(lab.spark(), alone, Running.FOR_GOOD), BATCHES));
    besideTables(overrides);
    Settings inPath = lab.leg(overrides);
    DeltaTables.of(inPath).create(lab.spark());
    tell("tables in the metrics' path", Lab.run(tablesThenMetrics(inPath), BATCHES));
    throughSilver(overrides);
  }

  private void besideTables(Map<String, String> overrides) throws Exception {
    Settings leg = lab.leg(overrides);
    DeltaTables.of(leg).create(lab.spark());
    StreamingQuery tables = Job.INTAKE.start(lab.spark(), leg, Running.FOR_GOOD);
    tell(
        "metrics beside the tables",
        Lab.run(Job.METRICS.start(lab.spark(), leg, Running.FOR_GOOD), 2 * BATCHES));
    tables.stop();
  }

  private void throughSilver(Map<String, String> overrides) throws Exception {
    Map<String, String> eager = new HashMap<>(overrides);
    eager.put("stream.tables-interval", "0s");
    Settings leg = lab.leg(eager);
    DeltaTables.of(leg).create(lab.spark());
    StreamingQuery tables = Job.INTAKE.start(lab.spark(), leg, Running.FOR_GOOD);
    List<Double> reading = Lab.run(silver(leg), BATCHES);
    tell("through silver: the commit before it", Lab.triggers(tables));
    tables.stop();
    tell("through silver: reading what was committed", reading);
  }

  /** A lower bound: it reads and groups, but neither merges nor writes cells. */
  private StreamingQuery silver(Settings leg) throws Exception {
    VoidFunction2<Dataset<Row>, Long> count =
        (rows, number) -> rows.groupBy("item_id").count().collectAsList();
    return lab.spark()
        .readStream()
        .format("delta")
        .load(DeltaTables.of(leg).silver(Topic.BROWSE).path())
        .writeStream()
        .option("checkpointLocation", leg.tables().checkpoints() + "/silver")
        .foreachBatch(count)
        .start();
  }

  private StreamingQuery tablesThenMetrics(Settings leg) throws Exception {
    HBase.Target target = HBase.Target.of(leg);
    ControlStore control = new ControlStore(SharedHBase.of(target));
    Checkpoint checkpoint =
        new Checkpoint(
            leg.tables().checkpoints() + "/both", lab.spark().sparkContext().hadoopConfiguration());
    Intake intake = leg.intake().rule();
    IntakeBatch tables =
        new IntakeBatch(
            new Court(0, "intake", intake, target),
            new CheckpointGuard("intake", checkpoint, control),
            new ProgressLog("intake", control),
            control,
            leg);
    MetricsBatch metrics =
        new MetricsBatch(
            MetricsPlan.compile(lab.spark(), Catalogue.load(), leg),
            new Court(1, "metrics", intake, target),
            new CheckpointGuard("metrics", checkpoint, control),
            new ProgressLog("metrics", control),
            leg,
            SharedHBase.of(target));
    VoidFunction2<Dataset<Row>, Long> both =
        (records, number) -> {
          tables.call(records, number);
          metrics.call(records, number);
        };
    return KafkaSource.read(lab.spark(), leg)
        .writeStream()
        .option("checkpointLocation", checkpoint.folder())
        .foreachBatch(both)
        .start();
  }

  private static void tell(String way, List<Double> ms) {
    Lab.say(
        "  %-45s p50 %6.0f ms  p90 %6.0f ms  (%d micro-batches)",
        way, Lab.median(ms), Lab.quantile(ms, 0.9), ms.size());
  }
}

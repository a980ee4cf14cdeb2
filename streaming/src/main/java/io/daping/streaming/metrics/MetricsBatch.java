package io.daping.streaming.metrics;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.HBase;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.PartitionSummary;
import io.daping.streaming.query.ProgressLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/** One micro-batch of the metrics: Kafka, one pass over each partition, totals in HBase. */
public final class MetricsBatch implements VoidFunction2<Dataset<Row>, Long> {
  private static final long serialVersionUID = 1L;

  private static final long FEW_RECORDS = 20_000;

  private final transient MetricsPlan plan;
  private final transient Court court;
  private final transient CheckpointGuard guard;
  private final transient ProgressLog progress;
  private final transient List<CellTotals> totals;
  private final transient ErrorGroupStore errors;
  private final transient Supplier<MetricTopic> opening;
  private transient MetricTopic topic;
  private transient Broadcast<MetricsPlan> shared;

  /** A query's micro-batches, one after another; it keeps totals in memory between them. */
  public MetricsBatch(
      MetricsPlan plan,
      Court court,
      CheckpointGuard guard,
      ProgressLog progress,
      Settings settings,
      HBase hbase) {
    this.plan = plan;
    this.court = court;
    this.guard = guard;
    this.progress = progress;
    CellStore store = new CellStore(hbase, plan.keys());
    this.totals =
        Arrays.stream(Grain.values())
            .map(grain -> new CellTotals(grain, store, settings.stream().cachedCells()))
            .toList();
    this.errors = new ErrorGroupStore(hbase);
    this.opening = settings.stream().publishMetrics() ? () -> open(settings) : null;
  }

  @Override
  public void call(Dataset<Row> records, Long number) {
    long begun = System.nanoTime();
    MicroBatch batch = guard.begin(number);
    CountTask task = new CountTask(shared(records.sparkSession()), court, batch);
    List<Partial> partials = inTasks(rows(records), batch).mapPartitions(task).collect();
    List<PartitionSummary> summaries = new ArrayList<>();
    SeenErrors seen = new SeenErrors();
    List<Partial> counted = new ArrayList<>();
    partials.forEach(partial -> take(partial, counted, summaries, seen));
    errors.add(batch.timestamp(), seen.groups());
    Map<Grain, Map<CellKey, Cell>> added = Rollup.of(counted, plan);
    Map<Grain, Map<CellKey, Cell>> cells =
        added.entrySet().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    Map.Entry::getKey,
                    e -> totals.get(e.getKey().ordinal()).add(batch, e.getValue())));
    if (opening != null) {
      publish(batch, added, cells);
    }
    progress.finished(batch, summaries, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  /** After a fall the next try opens the topic anew. */
  private void publish(
      MicroBatch batch,
      Map<Grain, Map<CellKey, Cell>> added,
      Map<Grain, Map<CellKey, Cell>> cells) {
    if (topic == null) {
      topic = opening.get();
    }
    try {
      added.forEach((grain, some) -> topic.publish(batch.timestamp(), some, cells.get(grain)));
    } catch (KafkaException | Failure e) {
      topic.close();
      topic = null;
      throw e;
    }
  }

  private MetricTopic open(Settings settings) {
    return MetricTopic.open(MetricTopic.TOPIC, new MetricRecords(Catalogue.load(), plan), settings);
  }

  /** Of few records a task costs more than they do: one task a core then reads all partitions. */
  private static JavaRDD<InternalRow> inTasks(JavaRDD<InternalRow> records, MicroBatch batch) {
    return batch.size() < FEW_RECORDS
        ? records.coalesce(records.context().defaultParallelism())
        : records;
  }

  /** Below SQL: planning and encoding a step of its own costs as much as reading the records. */
  private static JavaRDD<InternalRow> rows(Dataset<Row> records) {
    return records.queryExecution().toRdd().toJavaRDD();
  }

  /** The plan goes to each executor once, not to each task. */
  private Broadcast<MetricsPlan> shared(SparkSession spark) {
    if (shared == null) {
      shared = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(plan);
    }
    return shared;
  }

  private static void take(
      Partial partial, List<Partial> cells, List<PartitionSummary> summaries, SeenErrors seen) {
    switch (partial.kind()) {
      case CELLS -> cells.add(partial);
      case SUMMARY -> summaries.add(PartitionSummary.ofJson(partial.content()));
      case ERROR_GROUP -> seen.take(partial);
    }
  }
}

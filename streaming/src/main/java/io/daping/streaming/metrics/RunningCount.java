package io.daping.streaming.metrics;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.config.Settings;
import io.daping.common.error.ErrorGroup;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.HBase;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.query.PartitionSummary;
import io.daping.streaming.query.SideBySide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Judges and counts the records of micro-batches, one after another, into the totals in HBase,
 * wherever the records come from. It keeps totals in memory between them.
 */
public final class RunningCount {
  private final MetricsPlan plan;
  private final Court court;
  private final long firstWindow;
  private final List<CellTotals> totals;
  private final ErrorGroupStore errors;
  private Broadcast<MetricsPlan> shared;

  public RunningCount(MetricsPlan plan, Court court, Settings settings, HBase hbase) {
    this(plan, court, settings, hbase, Long.MIN_VALUE);
  }

  /**
   * @param firstWindow cells of windows that begin before are not written: not all of their records
   *     are there
   */
  public RunningCount(
      MetricsPlan plan, Court court, Settings settings, HBase hbase, long firstWindow) {
    this.plan = plan;
    this.court = court;
    this.firstWindow = firstWindow;
    CellStore store = new CellStore(hbase, plan.keys());
    this.totals =
        Arrays.stream(Grain.values())
            .map(grain -> new CellTotals(grain, store, settings.stream().cachedCells()))
            .toList();
    this.errors = new ErrorGroupStore(hbase);
  }

  /**
   * What a micro-batch came to.
   *
   * @param added to each cell, by grain
   * @param cells that then hold, by grain
   */
  public record Counted(
      List<PartitionSummary> summaries,
      Map<Grain, Map<CellKey, Cell>> added,
      Map<Grain, Map<CellKey, Cell>> cells) {}

  /**
   * Counts a micro-batch of rows.
   *
   * @param records columns {@link KafkaRecord#COLUMNS}; those of a Kafka partition in one
   *     partition, by offset
   */
  public Counted count(Dataset<Row> records, MicroBatch batch) {
    return count(records.queryExecution().toRdd().toJavaRDD().map(KafkaRecord::of), batch);
  }

  /**
   * Counts a micro-batch; done once HBase has acknowledged all.
   *
   * @param records those of a Kafka partition in one partition, by offset
   */
  public Counted count(JavaRDD<KafkaRecord> records, MicroBatch batch) {
    CountTask task = new CountTask(shared(records.context()), court, batch);
    List<Partial> partials = records.mapPartitions(task).collect();
    List<PartitionSummary> summaries = new ArrayList<>();
    SeenErrors seen = new SeenErrors();
    List<Partial> counted = new ArrayList<>();
    partials.forEach(partial -> take(partial, counted, summaries, seen));
    Map<Grain, Map<CellKey, Cell>> added = Rollup.of(counted, plan);
    if (firstWindow != Long.MIN_VALUE) {
      added.values().forEach(cells -> cells.keySet().removeIf(key -> key.window() < firstWindow));
    }
    return new Counted(summaries, added, write(batch, added, seen.groups()));
  }

  /** Each grain has a table of its own. */
  private Map<Grain, Map<CellKey, Cell>> write(
      MicroBatch batch, Map<Grain, Map<CellKey, Cell>> added, Collection<ErrorGroup> groups) {
    Map<Grain, Map<CellKey, Cell>> cells = new ConcurrentHashMap<>();
    List<Runnable> works = new ArrayList<>();
    works.add(() -> errors.add(batch.timestamp(), groups));
    added.forEach(
        (grain, some) ->
            works.add(() -> cells.put(grain, totals.get(grain.ordinal()).add(batch, some))));
    SideBySide.run(works, works.size());
    return cells;
  }

  /** The plan goes to each executor once, not to each task. */
  private Broadcast<MetricsPlan> shared(SparkContext context) {
    if (shared == null) {
      shared = JavaSparkContext.fromSparkContext(context).broadcast(plan);
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

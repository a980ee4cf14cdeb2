package io.daping.bench.decisions;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.SharedHBase;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.metrics.CellTotals;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.query.KafkaSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;

/** The same partial cells added up in HBase, with and without a cache, and in Spark's state. */
public final class RunningTotals {
  private static final int ROUNDS = 2;
  private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Grain[] GRAINS = Grain.values();

  private final Lab lab;

  private RunningTotals(Lab lab) {
    this.lab = lab;
  }

  /** Argument: the home. */
  public static void main(String[] args) throws Exception {
    try (Lab lab = Lab.open(args[0])) {
      lab.spark()
          .conf()
          .set("spark.sql.streaming.stateStore.rocksdb.trackTotalNumberOfRows", false);
      RunningTotals experiment = new RunningTotals(lab);
      for (int round = 0; round < ROUNDS; round++) {
        for (int records : new int[] {200, 2_000, 20_000}) {
          Lab.say("round %d, %d records a micro-batch", round, records);
          experiment.hbase("HBase, no cache", records, 0);
          experiment.hbase("HBase, cache", records, 100_000);
          experiment.state("Spark state, in memory", records, "HDFSBackedStateStoreProvider");
          experiment.state("Spark state, RocksDB", records, "RocksDBStateStoreProvider");
        }
      }
    }
  }

  private void hbase(String way, int records, int cached) throws Exception {
    Settings leg = leg(records);
    CellStore store = store(leg);
    List<CellTotals> totals =
        Arrays.stream(GRAINS).map(grain -> new CellTotals(grain, store, cached)).toList();
    run(
        way,
        records,
        leg,
        partials(leg),
        (rows, number) -> {
          MicroBatch batch =
              new MicroBatch(number, 1, System.currentTimeMillis(), Map.of(), Map.of());
          List<Map<CellKey, Cell>> added =
              Arrays.stream(GRAINS).<Map<CellKey, Cell>>map(g -> new HashMap<>()).toList();
          for (Row row : rows.collectAsList()) {
            byte[] key = row.getAs(0);
            Cell cell = CellCodec.decode(row.getAs(1));
            added.get(key[0]).merge(key(GRAINS[key[0]], rest(key), leg), cell, Cell::merge);
          }
          Arrays.stream(GRAINS)
              .parallel()
              .forEach(g -> totals.get(g.ordinal()).add(batch, added.get(g.ordinal())));
        });
  }

  private void state(String way, int records, String provider) throws Exception {
    lab.spark().conf().set("spark.sql.streaming.stateStore.providerClass", STATE + provider);
    Settings leg = leg(records);
    CellStore store = store(leg);
    MapFunction<Row, byte[]> key = row -> row.getAs(0);
    FlatMapGroupsWithStateFunction<byte[], Row, byte[], Row> add =
        (name, cells, state) -> {
          Cell total = state.exists() ? CellCodec.decode(state.get()) : null;
          for (Iterator<Row> it = cells; it.hasNext(); ) {
            Cell cell = CellCodec.decode(it.next().getAs(1));
            total = total == null ? cell : total.merge(cell);
          }
          state.update(CellCodec.encode(total));
          return List.of(RowFactory.create(name, state.get())).iterator();
        };
    run(
        way,
        records,
        leg,
        partials(leg)
            .groupByKey(key, Encoders.BINARY())
            .flatMapGroupsWithState(
                add,
                OutputMode.Update(),
                Encoders.BINARY(),
                Encoders.row(PartialCells.SCHEMA),
                GroupStateTimeout.NoTimeout()),
        (rows, number) -> {
          long timestamp = System.currentTimeMillis();
          List<List<Write>> writes =
              Arrays.stream(GRAINS).<List<Write>>map(g -> new ArrayList<>()).toList();
          for (Row row : rows.collectAsList()) {
            byte[] grained = row.getAs(0);
            writes.get(grained[0]).add(new Write(rest(grained), row.getAs(1)));
          }
          Arrays.stream(GRAINS)
              .parallel()
              .forEach(g -> store.write(Family.REALTIME, timestamp, g, writes.get(g.ordinal())));
        });
  }

  private void run(
      String way,
      int records,
      Settings leg,
      Dataset<Row> rows,
      VoidFunction2<Dataset<Row>, Long> put)
      throws Exception {
    var query =
        rows.writeStream()
            .outputMode(OutputMode.Update())
            .option("checkpointLocation", leg.tables().checkpoints() + "/totals")
            .foreachBatch(put)
            .start();
    double begun = Lab.cpuMs();
    List<Double> ms = Lab.run(query, records < 20_000 ? 12 : 4);
    double cpu = Lab.cpuMs() - begun;
    Lab.say(
        "  %-25s p50 %6.0f ms  p90 %6.0f ms  CPU %6.0f ms a micro-batch",
        way, Lab.median(ms), Lab.quantile(ms, 0.9), cpu / (ms.size() + 3));
  }

  private Dataset<Row> partials(Settings leg) {
    MetricsPlan plan = MetricsPlan.compile(lab.spark(), Catalogue.load(), leg);
    return KafkaSource.read(lab.spark(), leg)
        .selectExpr(KafkaRecord.COLUMNS)
        .mapPartitions(
            new PartialCells(plan, leg.intake().rule()), Encoders.row(PartialCells.SCHEMA));
  }

  private Settings leg(int records) {
    return lab.leg(Map.of("stream.max-records-per-batch", Integer.toString(records)));
  }

  private static CellStore store(Settings leg) {
    return new CellStore(
        SharedHBase.of(HBase.Target.of(leg)), new RowKeys(leg.hbase().saltBuckets()));
  }

  private static CellKey key(Grain grain, byte[] row, Settings leg) {
    Source source = Source.values()[row[1]];
    Dimension dimension =
        CATALOGUE.dimensions(source).stream()
            .filter(d -> d.id() == row[2])
            .findFirst()
            .orElseThrow();
    CellRange any = new CellRange(source, dimension, grain, Long.MIN_VALUE, Long.MAX_VALUE);
    return new RowKeys(leg.hbase().saltBuckets()).parse(row, any);
  }

  private static byte[] rest(byte[] grained) {
    return Arrays.copyOfRange(grained, 1, grained.length);
  }
}

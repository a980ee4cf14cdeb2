package io.daping.batch.regroup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.batch.DayRange;
import io.daping.batch.publish.CellWriter;
import io.daping.batch.recompute.GoldRows;
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
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.Seal;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The night's cells of groups of errors, written over those that days have: in gold, and in HBase
 * under the timestamp that seals the day. Until all are written readers of a sealed day may see
 * some groups as they were; the day's other cells are not touched.
 */
record GroupCells(Settings settings, Catalogue catalogue) {

  /**
   * @param cells of at least these days
   */
  void write(DayRange range, Dataset<Row> cells) {
    Map<LocalDate, Seal> seals = new ControlStore(hbase()).seals();
    for (LocalDate day : range.days()) {
      if (seals.containsKey(day)) {
        publish(day, seals.get(day).timestamp(), cells.where(col("day").equalTo(lit(day))));
      }
    }
    new GoldRows(catalogue)
        .of(cells.repartition(col("day")))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate() + " AND " + GroupCounts.isGold(catalogue))
        .save(NightTables.of(settings).gold().path());
  }

  private void publish(LocalDate day, long timestamp, Dataset<Row> cells) {
    HBase.Target target = HBase.Target.of(settings);
    Map<Integer, Dimension> dimensions = CellWriter.dimensions(catalogue);
    cells.foreachPartition(
        new CellWriter(Family.BATCH, target, keys(), dimensions, catalogue.version(), timestamp));
    empty(day, timestamp, names(cells));
  }

  /**
   * A cell that no group has any more is overwritten by one without a number: HBase's deletions
   * would hide what is written there later under the same timestamp.
   */
  private void empty(LocalDate day, long timestamp, Set<CellKey> written) {
    CellStore store = new CellStore(hbase(), keys());
    byte[] none = CellCodec.encode(Cell.of(catalogue.version(), new TreeMap<>(), 0, 0));
    for (Grain grain : MergedCells.grains(catalogue)) {
      List<Write> writes =
          published(store, day, grain, timestamp).stream()
              .filter(key -> !written.contains(key))
              .map(key -> new Write(store.row(key), none))
              .toList();
      store.write(Family.BATCH, timestamp, grain, writes);
    }
  }

  private Set<CellKey> published(CellStore store, LocalDate day, Grain grain, long timestamp) {
    DayRange range = DayRange.of(day);
    long from = range.startMs(settings.zone());
    long to = range.endMs(settings.zone());
    Set<CellKey> published = new HashSet<>();
    store.scan(
        Family.BATCH,
        new CellRange(Source.APPLOG, dimension(), grain, from, to),
        stored -> {
          if (stored.timestamp() == timestamp) {
            published.add(stored.key());
          }
        });
    return published;
  }

  private Set<CellKey> names(Dataset<Row> cells) {
    return cells.select("dimension", "grain", "window").collectAsList().stream()
        .map(row -> key(row.getString(0), Grain.values()[row.getInt(1)], row.getLong(2)))
        .collect(Collectors.toSet());
  }

  private CellKey key(String group, Grain grain, long window) {
    return new CellKey(Source.APPLOG, dimension(), group, grain, window);
  }

  private Dimension dimension() {
    return MergedCells.dimension(catalogue);
  }

  private RowKeys keys() {
    return new RowKeys(settings.hbase().saltBuckets());
  }

  private HBase hbase() {
    return SharedHBase.of(HBase.Target.of(settings));
  }
}

package io.daping.bench.race;

import io.daping.bench.peers.QuerySet;
import io.daping.bench.peers.QuerySet.Query;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Distinct;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answers to the query set that stand in an engine's tables.
 *
 * @param cells metric, grain, window, dimension and value of it, to the number
 */
record Results(SortedMap<String, String> cells) {
  /** Any window of an event that intake takes. */
  private static final long FROM = Instant.parse("1970-01-02T00:00:00Z").toEpochMilli();

  private static final long TO = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  /** Reads them. */
  static Results read(HBase hbase, Settings settings) {
    CellStore store = new CellStore(hbase, new RowKeys(settings.hbase().saltBuckets()));
    SortedMap<String, String> cells = new TreeMap<>();
    for (Query query : QuerySet.queries()) {
      CellRange range =
          new CellRange(query.metric().source(), query.dimension(), query.grain(), FROM, TO);
      store.scan(Family.REALTIME, range, stored -> put(query, stored.key(), stored.cell(), cells));
    }
    return new Results(cells);
  }

  /**
   * Whether both say the same.
   *
   * @throws Failure naming the first cell that differs
   */
  void requireEqual(String ours, Results other, String theirs) {
    TreeMap<String, String> all = new TreeMap<>(cells);
    all.putAll(other.cells);
    for (String cell : all.keySet()) {
      String here = cells.getOrDefault(cell, "absent");
      String there = other.cells.getOrDefault(cell, "absent");
      if (!here.equals(there)) {
        throw new Failure(
            "the engines disagree: %s is %s by %s and %s by %s"
                .formatted(cell, here, ours, there, theirs));
      }
    }
  }

  /** Adds a query's answer that stands in a cell, if one does. */
  static void put(Query query, CellKey key, Cell cell, SortedMap<String, String> cells) {
    cell.state(query.metric().id())
        .ifPresent(
            state ->
                cells.put(
                    "%s per %s of %s, %s \"%s\""
                        .formatted(
                            query.metric().name(),
                            query.grain().grainName(),
                            Instant.ofEpochMilli(key.window()),
                            query.dimension().name(),
                            key.value()),
                    number(state)));
  }

  private static String number(MetricState state) {
    if (state instanceof Total total) {
      return Long.toString(total.value());
    }
    return state instanceof Money money
        ? money.amounts().toString()
        : Long.toString(((Distinct) state).estimate());
  }
}

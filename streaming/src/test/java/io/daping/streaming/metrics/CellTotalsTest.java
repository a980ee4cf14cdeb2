package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.RowKeys;
import io.daping.common.testing.TestTables;
import io.daping.streaming.judge.MicroBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is asked of HBase, and that the sums are right whether it is asked or not. */
final class CellTotalsTest {
  private static final List<Grain> GRAINS = List.of(Grain.values());
  private static final Dimension TOTAL = new Dimension(0, Dimension.TOTAL, null, GRAINS);
  private static final Dimension ITEM = new Dimension(1, "item", "item_id", GRAINS);
  private static final int ROOM = 100_000;

  private static TestTables tables;
  private static CellStore store;

  @BeforeAll
  static void open() {
    tables = TestTables.create();
    store = new CellStore(tables.hbase(), new RowKeys(4));
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void ofAWindowThatBeganHereNothingIsRead() throws IOException {
    CellTotals totals = new CellTotals(Grain.MINUTE, store, ROOM);
    totals.add(batch(0), added(1, 0, 50));
    long begun = reads();
    Map<CellKey, Cell> cells = totals.add(batch(1), added(1, 25, 100));
    assertThat(reads()).isEqualTo(begun);
    assertThat(value(cells, 1, 30)).isEqualTo(2);
    assertThat(value(cells, 1, 90)).isEqualTo(1);
  }

  @Test
  void ofAWindowThatWasThereBeforeEachNewCellIsRead() throws IOException {
    new CellTotals(Grain.MINUTE, store, ROOM).add(batch(0), added(2, 0, 50));
    CellTotals restarted = new CellTotals(Grain.MINUTE, store, ROOM);
    long begun = reads();
    Map<CellKey, Cell> cells = restarted.add(batch(1), added(2, 25, 100));
    assertThat(reads()).isEqualTo(begun + 1 + 75);
    assertThat(value(cells, 2, 30)).isEqualTo(2);
    assertThat(value(cells, 2, 90)).isEqualTo(1);
    cells = restarted.add(batch(2), added(2, 0, 100));
    assertThat(value(cells, 2, 10)).isEqualTo(2);
    assertThat(value(cells, 2, 30)).isEqualTo(3);
  }

  @Test
  void whatIsForgottenIsReadAgain() {
    CellTotals totals = new CellTotals(Grain.MINUTE, store, 60);
    totals.add(batch(0), added(3, 0, 50));
    totals.add(batch(1), added(4, 0, 50));
    Map<CellKey, Cell> cells = totals.add(batch(2), added(3, 0, 60));
    assertThat(value(cells, 3, 10)).isEqualTo(2);
    assertThat(value(cells, 3, 55)).isEqualTo(1);
    cells = totals.add(batch(3), added(4, 0, 10));
    assertThat(value(cells, 4, 5)).isEqualTo(2);
  }

  @Test
  void aRepeatedMicroBatchReadsWhatWasBeforeItsFirstTry() {
    CellTotals totals = new CellTotals(Grain.MINUTE, store, ROOM);
    totals.add(batch(0), added(5, 0, 10));
    totals.add(batch(1), added(5, 5, 20));
    Map<CellKey, Cell> cells =
        new CellTotals(Grain.MINUTE, store, ROOM).add(batch(1), added(5, 5, 20));
    assertThat(value(cells, 5, 7)).isEqualTo(2);
    assertThat(value(cells, 5, 15)).isEqualTo(1);
    assertThat(value(totals.add(batch(1), added(5, 5, 20)), 5, 7)).isEqualTo(2);
  }

  private static MicroBatch batch(long number) {
    return new MicroBatch(number, 1, 1_000 + number, Map.of(), Map.of());
  }

  /** One more for each of some items, and of the total, in a minute. */
  private static Map<CellKey, Cell> added(int minute, int from, int to) {
    Map<CellKey, Cell> added = new HashMap<>();
    added.put(key(TOTAL, "", minute), cell(to - from));
    for (int i = from; i < to; i++) {
      added.put(key(ITEM, "item" + i, minute), cell(1));
    }
    return added;
  }

  private static CellKey key(Dimension dimension, String value, int minute) {
    return new CellKey(Source.ORDER, dimension, value, Grain.MINUTE, minute * 60_000L);
  }

  private static Cell cell(long value) {
    return Cell.of(1, new int[] {5}, new MetricState[] {new Total(value)}, 0, 0);
  }

  private static long value(Map<CellKey, Cell> cells, int minute, int item) {
    Cell cell = cells.get(key(ITEM, "item" + item, minute));
    return ((Total) cell.state(5).orElseThrow()).value();
  }

  /** Rows that were asked for, whether they were there or not. */
  private static long reads() throws IOException {
    TableName table = tables.hbase().tableName("cells_minute");
    long reads = 0;
    try (Admin admin = tables.hbase().connection().getAdmin()) {
      for (ServerName server : admin.getRegionServers()) {
        for (RegionMetrics region : admin.getRegionMetrics(server, table)) {
          reads += region.getReadRequestCount();
        }
      }
    }
    return reads;
  }
}

package io.daping.streaming.metrics;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.metrics.KnownCells.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The running totals of one grain. They live in HBase: a micro-batch reads the version before its
 * own timestamp, merges what it adds, and writes the sum at its timestamp, so that its repetition
 * writes the same again. What is in memory spares nearly all reads; it holds only if the last
 * micro-batch is the one before.
 */
public final class CellTotals {
  private final Grain grain;
  private final CellStore store;
  private final KnownCells known;
  private final CappedWindows capped;
  private long lastBatch = -1;

  /**
   * @param most cells that are kept in memory
   */
  public CellTotals(Grain grain, CellStore store, int most) {
    this.grain = grain;
    this.store = store;
    this.known = new KnownCells(most);
    this.capped = new CappedWindows(grain, store, known);
  }

  /**
   * Adds what a micro-batch counted.
   *
   * @param added to each cell; with a cell of a window also the one of its total, unless the window
   *     has been there before
   * @return the cells that then hold, of each key that it added to and that has a cell of its own,
   *     and of those that gave way or were given to
   */
  public Map<CellKey, Cell> add(MicroBatch batch, Map<CellKey, Cell> added) {
    if (lastBatch != batch.number() - 1) {
      known.forget();
    }
    lastBatch = -1;
    begin(batch, added);
    Map<CellKey, Cell> totals = merged(batch, added);
    capped.cap(batch, totals);
    store.write(Family.REALTIME, batch.timestamp(), grain, totals);
    known.remember(batch.number(), totals);
    lastBatch = batch.number();
    return totals;
  }

  /** A window has begun with this micro-batch if not even its total has a cell. */
  private void begin(MicroBatch batch, Map<CellKey, Cell> added) {
    List<CellKey> unknown =
        added.keySet().stream()
            .filter(key -> key.dimension().isTotal() && known.cell(key) == null)
            .toList();
    List<Cell> before = before(batch, unknown);
    for (int i = 0; i < unknown.size(); i++) {
      if (before.get(i) == null) {
        known.beginsHere(Window.of(unknown.get(i)).span());
      } else {
        known.put(unknown.get(i), before.get(i));
      }
    }
  }

  private Map<CellKey, Cell> merged(MicroBatch batch, Map<CellKey, Cell> added) {
    Map<CellKey, Cell> totals = new HashMap<>(added.size() * 2);
    List<CellKey> unknown = new ArrayList<>();
    added.forEach(
        (key, cell) -> {
          Known window = known.of(Window.of(key));
          Cell before = window.cell(key.value());
          if (before != null) {
            totals.put(key, before.merge(cell));
          } else if (window.isAll()) {
            totals.put(key, cell);
          } else {
            unknown.add(key);
          }
        });
    List<Cell> before = before(batch, unknown);
    for (int i = 0; i < unknown.size(); i++) {
      Cell cell = added.get(unknown.get(i));
      totals.put(unknown.get(i), before.get(i) == null ? cell : before.get(i).merge(cell));
    }
    return totals;
  }

  private List<Cell> before(MicroBatch batch, List<CellKey> keys) {
    return keys.isEmpty()
        ? List.of()
        : store.before(batch.timestamp(), grain, keys.stream().map(store::row).toList());
  }
}

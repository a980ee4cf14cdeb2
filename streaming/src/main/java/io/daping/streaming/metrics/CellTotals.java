package io.daping.streaming.metrics;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.streaming.judge.MicroBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The running totals of one grain. They live in HBase: a micro-batch reads the version before its
 * own timestamp, merges what it adds, and writes the sum at its timestamp, so that its repetition
 * writes the same again. Totals just written are kept in memory and spare most reads; that memory
 * holds only if the last micro-batch is the one before.
 */
public final class CellTotals {
  private final Grain grain;
  private final CellStore store;
  private final int most;
  private final Map<CellKey, Cell> cache;
  private final CappedWindows capped;
  private long lastBatch = -1;

  public CellTotals(Grain grain, CellStore store, int most) {
    this.grain = grain;
    this.store = store;
    this.most = most;
    this.cache = new LinkedHashMap<>(1024, 0.75f, true);
    this.capped = new CappedWindows(grain, store);
  }

  /**
   * Adds what a micro-batch counted.
   *
   * @return the cells that then hold, of each key that it added to and that has a cell of its own,
   *     and of those that gave way or were given to
   */
  public Map<CellKey, Cell> add(MicroBatch batch, Map<CellKey, Cell> partials) {
    if (lastBatch != batch.number() - 1) {
      cache.clear();
      capped.forget();
    }
    lastBatch = -1;
    Map<CellKey, Cell> totals = merged(batch, partials);
    capped.cap(batch, totals);
    store.write(Family.REALTIME, batch.timestamp(), grain, totals);
    remember(totals);
    lastBatch = batch.number();
    return totals;
  }

  private Map<CellKey, Cell> merged(MicroBatch batch, Map<CellKey, Cell> partials) {
    Map<CellKey, Cell> totals = new HashMap<>(partials.size() * 2);
    List<CellKey> unknown = new ArrayList<>();
    partials.forEach(
        (key, added) -> {
          Cell known = cache.get(key);
          if (known == null) {
            unknown.add(key);
          } else {
            totals.put(key, known.merge(added));
          }
        });
    List<byte[]> rows = unknown.stream().map(store::row).toList();
    List<Cell> before = rows.isEmpty() ? List.of() : store.before(batch.timestamp(), grain, rows);
    for (int i = 0; i < unknown.size(); i++) {
      Cell added = partials.get(unknown.get(i));
      totals.put(unknown.get(i), before.get(i) == null ? added : before.get(i).merge(added));
    }
    return totals;
  }

  private void remember(Map<CellKey, Cell> totals) {
    cache.putAll(totals);
    var oldest = cache.keySet().iterator();
    while (cache.size() > most && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}

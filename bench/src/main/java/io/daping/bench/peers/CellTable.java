package io.daping.bench.peers;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.CellCodec;
import io.daping.common.config.Settings;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A peer's cells in HBase: the same rows, the same encoding and the same requests as Daping's, in
 * tables of the peer's own. For one thread.
 */
public final class CellTable {
  private final CellStore store;
  private long timestamp;

  public CellTable(HBase hbase, Settings settings) {
    this.store = new CellStore(hbase, new RowKeys(settings.hbase().saltBuckets()));
  }

  /** Writes absolute values; returns once HBase has acknowledged all. */
  public void write(Map<CellName, Tally> totals) {
    timestamp = Math.max(System.currentTimeMillis(), timestamp + 1);
    Map<Grain, List<Write>> writes = new EnumMap<>(Grain.class);
    totals.forEach(
        (name, tally) ->
            writes
                .computeIfAbsent(name.slot().grain(), g -> new ArrayList<>())
                .add(new Write(store.row(name.key()), CellCodec.encode(tally.cell(name.slot())))));
    writes.entrySet().parallelStream()
        .forEach(e -> store.write(Family.REALTIME, timestamp, e.getKey(), e.getValue()));
  }
}

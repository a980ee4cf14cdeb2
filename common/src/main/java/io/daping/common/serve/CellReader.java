package io.daping.common.serve;

import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads stored cells through the serving cut. Safe for use by many threads. */
public final class CellReader {
  private final CellStore cells;
  private final ControlStore control;
  private final ZoneId zone;

  public CellReader(HBase hbase, Settings settings) {
    this.cells = new CellStore(hbase, new RowKeys(settings.hbase().saltBuckets()));
    this.control = new ControlStore(hbase);
    this.zone = settings.zone();
  }

  /** Hands over each visible cell of a range, in no order that matters. */
  public void read(CellRange range, Layer layer, Consumer<Stored> reader) {
    ServingCut cut = new ServingCut(control.seals(), zone, layer);
    for (Family family : Family.values()) {
      if (cut.mayShow(family)) {
        cells.scan(family, range, stored -> pass(cut, family, stored, reader));
      }
    }
  }

  /** The visible cells of a range. */
  public List<Stored> read(CellRange range, Layer layer) {
    List<Stored> found = new ArrayList<>();
    read(range, layer, found::add);
    return found;
  }

  private static void pass(ServingCut cut, Family family, Stored stored, Consumer<Stored> reader) {
    if (cut.shows(family, stored)) {
      reader.accept(stored);
    }
  }
}

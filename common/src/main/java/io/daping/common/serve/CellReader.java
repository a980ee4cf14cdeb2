package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads stored cells through the serving cut. Safe for use by many threads. */
public final class CellReader {
  private static final int MOST_GETS = 3_000;

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

  /**
   * The same of one value: of some thousand windows one by one, for between them stand the cells of
   * all other values; of more windows by a scan of the salt that holds the value.
   */
  public void read(CellRange range, String value, Layer layer, Consumer<Stored> reader) {
    ServingCut cut = new ServingCut(control.seals(), zone, layer);
    Optional<List<CellKey>> keys = keys(range, value);
    for (Family family : Family.values()) {
      if (!cut.mayShow(family)) {
        continue;
      }
      if (keys.isPresent()) {
        cells
            .get(family, range.grain(), keys.get())
            .forEach(stored -> pass(cut, family, stored, reader));
      } else {
        cells.scan(family, range, value, stored -> pass(cut, family, stored, reader));
      }
    }
  }

  /** Empty when there are too many. */
  private Optional<List<CellKey>> keys(CellRange range, String value) {
    Grain grain = range.grain();
    Instant end = Instant.ofEpochMilli(range.to());
    Instant window = grain.windowStart(Instant.ofEpochMilli(range.from()), zone);
    List<CellKey> keys = new ArrayList<>();
    for (; window.isBefore(end); window = grain.windowEnd(window, zone)) {
      if (keys.size() == MOST_GETS) {
        return Optional.empty();
      }
      if (window.toEpochMilli() >= range.from()) {
        keys.add(
            new CellKey(range.source(), range.dimension(), value, grain, window.toEpochMilli()));
      }
    }
    return Optional.of(keys);
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

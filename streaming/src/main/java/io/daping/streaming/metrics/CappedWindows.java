package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.hbase.CellStore;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.metrics.KnownCells.Known;
import io.daping.streaming.metrics.Window.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the cells of capped dimensions of one grain within their caps, window by window. A value
 * that must give way has its cell emptied and added to that of {@link Dimension#OTHER}. Everything
 * is read as it was before the micro-batch, so its repetition decides the same.
 *
 * <p>A window with no more events than the cap has no more values, and is not looked at. Of the
 * others all cells are known, from their beginning or by a scan.
 */
final class CappedWindows {
  private final Grain grain;
  private final CellStore store;
  private final KnownCells cells;

  CappedWindows(Grain grain, CellStore store, KnownCells cells) {
    this.grain = grain;
    this.store = store;
    this.cells = cells;
  }

  /**
   * Puts what a micro-batch is about to write within the caps.
   *
   * @param totals the absolute cells that it touches; those of total say how many events a window
   *     has
   */
  void cap(MicroBatch batch, Map<CellKey, Cell> totals) {
    Map<Window, List<String>> touched = touched(totals);
    if (touched.isEmpty()) {
      return;
    }
    Map<Span, Long> events = events(totals);
    touched.forEach(
        (window, values) -> {
          if (events.getOrDefault(window.span(), Long.MAX_VALUE) > window.dimension().cap()) {
            cap(batch, window, values, totals);
          }
        });
  }

  private void cap(
      MicroBatch batch, Window window, List<String> touched, Map<CellKey, Cell> totals) {
    Known known = cells.of(window);
    if (!known.isAll()) {
      known.allAre(store.before(batch.timestamp(), window.range(grain)));
    }
    ChosenValues chosen = known.chosen(window.dimension().cap());
    List<String> gone = new ArrayList<>();
    for (String value : touched) {
      if (!chosen.contains(value)) {
        String without = chosen.offer(value);
        if (without != null) {
          gone.add(without);
        }
      }
    }
    giveWay(window, gone, totals);
  }

  /** Empties the cells of these values, or never writes them, for that of all others. */
  private void giveWay(Window window, List<String> values, Map<CellKey, Cell> totals) {
    CellKey other = window.cell(Dimension.OTHER, grain);
    Cell sum = totals.getOrDefault(other, cells.cell(other));
    for (String value : values) {
      CellKey key = window.cell(value, grain);
      Cell stored = cells.cell(key);
      Cell cell = totals.remove(key);
      Cell given = cell == null ? stored : cell;
      sum = sum == null ? given : sum.merge(given);
      if (stored != null && !stored.isEmpty()) {
        totals.put(key, given.only(metric -> false));
      }
    }
    if (!values.isEmpty()) {
      totals.put(other, sum);
    }
  }

  private static Map<Window, List<String>> touched(Map<CellKey, Cell> totals) {
    Map<Window, List<String>> touched = new HashMap<>();
    for (CellKey key : totals.keySet()) {
      if (key.dimension().isCapped() && !key.value().equals(Dimension.OTHER)) {
        touched.computeIfAbsent(Window.of(key), w -> new ArrayList<>()).add(key.value());
      }
    }
    return touched;
  }

  private static Map<Span, Long> events(Map<CellKey, Cell> totals) {
    Map<Span, Long> events = new HashMap<>();
    totals.forEach(
        (key, cell) -> {
          if (key.dimension().isTotal()) {
            events.put(Window.of(key).span(), cell.events());
          }
        });
    return events;
  }
}

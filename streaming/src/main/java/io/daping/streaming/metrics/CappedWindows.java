package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.hbase.CellStore;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.metrics.KnownCells.Known;
import io.daping.streaming.metrics.Window.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
    Set<String> before = known.members();
    Set<String> all = new HashSet<>(before);
    all.addAll(touched);
    if (all.size() <= window.dimension().cap()) {
      known.members(all);
      return;
    }
    Set<String> chosen = Members.chosen(all, window.dimension().cap());
    known.members(chosen);
    all.removeAll(chosen);
    giveWay(window, all, totals);
    Cell empty = totals.get(window.cell(Dimension.OTHER, grain)).only(metric -> false);
    for (String value : all) {
      if (before.contains(value)) {
        totals.put(window.cell(value, grain), empty);
      } else {
        totals.remove(window.cell(value, grain));
      }
    }
  }

  /** Adds the cells of these values to that of all others. */
  private void giveWay(Window window, Set<String> values, Map<CellKey, Cell> totals) {
    CellKey other = window.cell(Dimension.OTHER, grain);
    Stream.concat(Stream.of(other), values.stream().map(value -> window.cell(value, grain)))
        .map(key -> totals.getOrDefault(key, cells.cell(key)))
        .filter(Objects::nonNull)
        .reduce(Cell::merge)
        .ifPresent(sum -> totals.put(other, sum));
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

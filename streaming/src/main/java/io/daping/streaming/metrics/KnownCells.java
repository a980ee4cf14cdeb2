package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.streaming.metrics.Window.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cells of one grain that are in memory, window by window. Of a window that began under our
 * eyes every cell is known, so that one which is not here is nowhere; nearly all cells that a
 * micro-batch adds are such ones.
 */
final class KnownCells {
  private final int most;
  private final Map<Window, Known> windows = new HashMap<>();
  private final Set<Span> begunHere = new HashSet<>();
  private int size;

  /**
   * @param most cells that stay in memory between micro-batches
   */
  KnownCells(int most) {
    this.most = most;
  }

  /** What is known of one window. */
  final class Known {
    private final Map<String, Cell> cells = new HashMap<>();
    private ChosenValues chosen;
    private boolean all;
    private long lastBatch;

    private Known(boolean all) {
      this.all = all;
    }

    /** A value's cell, or null. */
    Cell cell(String value) {
      return cells.get(value);
    }

    /** Whether a value that has no cell here has none in HBase. */
    boolean isAll() {
      return all;
    }

    /** Takes all cells of the window, as HBase has them. */
    void allAre(Map<String, Cell> stored) {
      stored.forEach(this::put);
      all = true;
    }

    /** Of a window of which all is known: the values that have something in their cells. */
    ChosenValues chosen(int cap) {
      if (chosen == null) {
        chosen = new ChosenValues(cap);
        cells.forEach(
            (value, cell) -> {
              if (!cell.isEmpty() && !value.equals(Dimension.OTHER)) {
                chosen.offer(value);
              }
            });
      }
      return chosen;
    }

    private void put(String value, Cell cell) {
      if (cells.put(value, cell) == null) {
        size++;
      }
    }
  }

  Known of(Window window) {
    return windows.computeIfAbsent(window, w -> new Known(begunHere.contains(w.span())));
  }

  /** A cell, or null. */
  Cell cell(CellKey key) {
    Known window = windows.get(Window.of(key));
    return window == null ? null : window.cell(key.value());
  }

  /** Nobody has written a cell of these windows, of whatever dimension, before. */
  void beginsHere(Span span) {
    begunHere.add(span);
  }

  /** Takes what a micro-batch has read or written. */
  void put(CellKey key, Cell cell) {
    of(Window.of(key)).put(key.value(), cell);
  }

  /** Takes what a micro-batch has written, and forgets what was not touched for longest. */
  void remember(long batch, Map<CellKey, Cell> written) {
    written.forEach(
        (key, cell) -> {
          Known known = of(Window.of(key));
          known.put(key.value(), cell);
          known.lastBatch = batch;
        });
    if (size > most) {
      forgetUntouched(batch);
    }
    if (size > most) {
      forget();
      written.entrySet().stream().limit(most).forEach(e -> put(e.getKey(), e.getValue()));
    }
  }

  void forget() {
    windows.clear();
    begunHere.clear();
    size = 0;
  }

  private void forgetUntouched(long batch) {
    List<Map.Entry<Window, Known>> untouched =
        windows.entrySet().stream()
            .filter(window -> window.getValue().lastBatch < batch)
            .sorted(Comparator.comparingLong(window -> window.getValue().lastBatch))
            .toList();
    for (Map.Entry<Window, Known> window : untouched) {
      if (size <= most) {
        return;
      }
      windows.remove(window.getKey());
      begunHere.remove(window.getKey().span());
      size -= window.getValue().cells.size();
    }
  }
}

package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.streaming.judge.MicroBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the cells of capped dimensions of one grain within their caps, window by window. A value
 * that must give way has its cell emptied and added to that of {@link Dimension#OTHER}. Everything
 * is read as it was before the micro-batch, so its repetition decides the same.
 *
 * <p>A window with no more events than the cap has no more values, and is not looked at. The values
 * of the others are in memory while micro-batches follow each other, else they are read.
 */
final class CappedWindows {
  private static final int MOST_IN_MEMORY = 32;

  private final Grain grain;
  private final CellStore store;
  private final Map<Window, Set<String>> known = new LinkedHashMap<>(16, 0.75f, true);

  CappedWindows(Grain grain, CellStore store) {
    this.grain = grain;
    this.store = store;
  }

  /** One window of one dimension. */
  private record Window(Source source, Dimension dimension, long start) {
    private CellKey cell(String value, Grain grain) {
      return new CellKey(source, dimension, value, grain, start);
    }
  }

  /** A window of a source, whatever it is split by. */
  private record Span(Source source, long start) {}

  /** Forgets what is in memory: other micro-batches were in between. */
  void forget() {
    known.clear();
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
          Span span = new Span(window.source(), window.start());
          if (events.getOrDefault(span, Long.MAX_VALUE) > window.dimension().cap()) {
            cap(batch, window, values, totals);
          }
        });
    var oldest = known.keySet().iterator();
    while (known.size() > MOST_IN_MEMORY && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  private void cap(
      MicroBatch batch, Window window, List<String> touched, Map<CellKey, Cell> totals) {
    Set<String> before = known.computeIfAbsent(window, w -> stored(batch, w));
    Set<String> all = new HashSet<>(before);
    all.addAll(touched);
    if (all.size() <= window.dimension().cap()) {
      known.put(window, all);
      return;
    }
    Set<String> chosen = Members.chosen(all, window.dimension().cap());
    known.put(window, chosen);
    all.removeAll(chosen);
    giveWay(batch, window, all, totals);
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
  private void giveWay(
      MicroBatch batch, Window window, Set<String> values, Map<CellKey, Cell> totals) {
    CellKey other = window.cell(Dimension.OTHER, grain);
    List<CellKey> keys = new ArrayList<>(List.of(other));
    values.forEach(value -> keys.add(window.cell(value, grain)));
    List<CellKey> unread = keys.stream().filter(key -> !totals.containsKey(key)).toList();
    List<Cell> cells = new ArrayList<>(before(batch, unread));
    keys.stream().map(totals::get).forEach(cells::add);
    cells.stream()
        .filter(cell -> cell != null)
        .reduce(Cell::merge)
        .ifPresent(sum -> totals.put(other, sum));
  }

  private List<Cell> before(MicroBatch batch, List<CellKey> keys) {
    return keys.isEmpty()
        ? List.of()
        : store.before(batch.timestamp(), grain, keys.stream().map(store::row).toList());
  }

  private Set<String> stored(MicroBatch batch, Window window) {
    CellRange range =
        new CellRange(
            window.source(), window.dimension(), grain, window.start(), window.start() + 1);
    Set<String> values = new HashSet<>(store.valuesBefore(batch.timestamp(), range));
    values.remove(Dimension.OTHER);
    return values;
  }

  private static Map<Window, List<String>> touched(Map<CellKey, Cell> totals) {
    Map<Window, List<String>> touched = new HashMap<>();
    for (CellKey key : totals.keySet()) {
      if (key.dimension().isCapped() && !key.value().equals(Dimension.OTHER)) {
        touched
            .computeIfAbsent(
                new Window(key.source(), key.dimension(), key.window()), w -> new ArrayList<>())
            .add(key.value());
      }
    }
    return touched;
  }

  private static Map<Span, Long> events(Map<CellKey, Cell> totals) {
    Map<Span, Long> events = new HashMap<>();
    totals.forEach(
        (key, cell) -> {
          if (key.dimension().isTotal()) {
            events.put(new Span(key.source(), key.window()), cell.events());
          }
        });
    return events;
  }
}

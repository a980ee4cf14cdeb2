package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Windows;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.fact.Source;
import io.daping.common.thread.AtOnce;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Puts together what the tasks of a micro-batch counted: cells of the finest grains first, each
 * once, then the coarser ones from them. For one thread.
 */
public final class Rollup {
  private final MetricsPlan plan;
  private final Windows windows;
  private final Map<Source, Map<Dimension, Map<Grain, Level>>> levels = new EnumMap<>(Source.class);
  private final Map<CellKey, Cell> finest = new HashMap<>();
  private final Map<CellKey, Cell> arrivals = new HashMap<>();

  public Rollup(MetricsPlan plan) {
    this.plan = plan;
    this.windows = new Windows(plan.zone());
  }

  /** What all tasks of a micro-batch add to each cell, by grain; parts are put together at once. */
  static Map<Grain, Map<CellKey, Cell>> of(List<Partial> cells, MetricsPlan plan) {
    Map<Grain, Map<CellKey, Cell>> all = noCells();
    Collection<List<Partial>> parts =
        cells.stream()
            .collect(Collectors.groupingBy(part -> List.of(part.source(), part.part())))
            .values();
    AtOnce.each(List.copyOf(parts), part -> ofPart(part, plan))
        .forEach(part -> part.forEach((grain, some) -> all.get(grain).putAll(some)));
    return all;
  }

  private static Map<Grain, Map<CellKey, Cell>> ofPart(List<Partial> parts, MetricsPlan plan) {
    Rollup rollup = new Rollup(plan);
    parts.forEach(part -> PartialCells.read(part.content(), plan.of(part.source()), rollup));
    return rollup.cells();
  }

  private static Map<Grain, Map<CellKey, Cell>> noCells() {
    Map<Grain, Map<CellKey, Cell>> cells = new EnumMap<>(Grain.class);
    for (Grain grain : Grain.values()) {
      cells.put(grain, new HashMap<>());
    }
    return cells;
  }

  /** Adds what a task counted. */
  public void add(FactCounter counter) {
    counter.finest(this::addFinest);
    counter.arrivals(this::addArrivals);
  }

  void addFinest(CellKey key, Cell cell) {
    finest.merge(key, cell, Cell::merge);
  }

  void addArrivals(CellKey key, Cell cell) {
    arrivals.merge(key, cell, Cell::merge);
  }

  /** What the micro-batch adds to each cell, by grain. */
  public Map<Grain, Map<CellKey, Cell>> cells() {
    Map<Grain, Map<CellKey, Cell>> cells = noCells();
    finest.forEach((key, cell) -> cells.get(key.grain()).put(key, cell));
    for (Map<CellKey, Cell> ofGrain : cells.values()) {
      ofGrain.forEach((key, cell) -> addToNext(key, cell, cells));
      ofGrain.replaceAll((key, cell) -> level(key).kept(cell));
    }
    arrivals.forEach((key, cell) -> cells.get(key.grain()).merge(key, cell, Cell::merge));
    return cells;
  }

  /** A day from its hours, not from its minutes: most of the work is to merge. */
  private void addToNext(CellKey key, Cell cell, Map<Grain, Map<CellKey, Cell>> cells) {
    Grain next = level(key).next();
    if (next != null) {
      long window = windows.start(next, key.window());
      CellKey coarser = new CellKey(key.source(), key.dimension(), key.value(), next, window);
      cells.get(next).merge(coarser, cell, Cell::merge);
    }
  }

  private Level level(CellKey key) {
    return levels
        .computeIfAbsent(key.source(), t -> new HashMap<>())
        .computeIfAbsent(key.dimension(), d -> levels(plan.of(key.source()), d))
        .get(key.grain());
  }

  private static Map<Grain, Level> levels(TopicPlan topic, Dimension dimension) {
    Map<Grain, Level> levels = new EnumMap<>(Grain.class);
    List<Grain> grains = topic.grains(dimension);
    for (int i = 0; i < grains.size(); i++) {
      Grain grain = grains.get(i);
      Grain next = i + 1 < grains.size() ? grains.get(i + 1) : null;
      boolean all = topic.kept(dimension, grain) == topic.kept(dimension);
      levels.put(grain, new Level(next, all ? null : topic.ids(dimension, grain)::contains));
    }
    return levels;
  }

  /**
   * A grain that a dimension is kept at.
   *
   * @param next the coarser one, or null
   * @param metrics those that are kept there; null for all of the dimension
   */
  private record Level(Grain next, IntPredicate metrics) {
    Cell kept(Cell cell) {
      return metrics == null ? cell : cell.only(metrics);
    }
  }
}

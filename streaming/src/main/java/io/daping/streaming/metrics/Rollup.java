package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Windows;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.fact.Source;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Puts together what the tasks of a micro-batch counted: cells of the finest grains first, each
 * once, then the coarser ones from them. For one thread.
 */
public final class Rollup {
  private final MetricsPlan plan;
  private final Windows windows;
  private final Map<Source, Map<Dimension, List<Level>>> levels = new EnumMap<>(Source.class);
  private final Map<CellKey, Cell> finest = new HashMap<>();
  private final Map<CellKey, Cell> arrivals = new HashMap<>();

  public Rollup(MetricsPlan plan) {
    this.plan = plan;
    this.windows = new Windows(plan.zone());
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
    Map<Grain, Map<CellKey, Cell>> cells = new EnumMap<>(Grain.class);
    for (Grain grain : Grain.values()) {
      cells.put(grain, new HashMap<>());
    }
    finest.forEach((key, cell) -> atEveryGrain(key, cell, cells));
    arrivals.forEach((key, cell) -> cells.get(key.grain()).merge(key, cell, Cell::merge));
    return cells;
  }

  private void atEveryGrain(CellKey key, Cell cell, Map<Grain, Map<CellKey, Cell>> cells) {
    for (Level level : levels(key)) {
      Cell kept = level.metrics() == null ? cell : cell.only(level.metrics());
      cells.get(level.grain()).merge(at(level.grain(), key), kept, Cell::merge);
    }
  }

  private CellKey at(Grain grain, CellKey key) {
    return grain == key.grain()
        ? key
        : new CellKey(
            key.source(), key.dimension(), key.value(), grain, windows.start(grain, key.window()));
  }

  private List<Level> levels(CellKey key) {
    return levels
        .computeIfAbsent(key.source(), t -> new HashMap<>())
        .computeIfAbsent(key.dimension(), d -> levels(plan.of(key.source()), d));
  }

  private static List<Level> levels(TopicPlan topic, Dimension dimension) {
    return topic.grains(dimension).stream()
        .map(
            grain -> {
              boolean all = topic.kept(dimension, grain) == topic.kept(dimension);
              return new Level(grain, all ? null : topic.ids(dimension, grain)::contains);
            })
        .toList();
  }

  /**
   * A grain that a dimension is kept at.
   *
   * @param metrics those that are kept there; null for all of the dimension
   */
  private record Level(Grain grain, IntPredicate metrics) {}
}

package io.daping.common.cell;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept under a {@link CellKey}: one state a metric. Immutable, and held as two short
 * arrays, since a micro-batch may hold a million of them.
 */
public final class Cell {
  private final int catalogueVersion;
  private final int[] ids;
  private final MetricState[] states;
  private final long events;
  private final long late;

  private Cell(int catalogueVersion, int[] ids, MetricState[] states, long events, long late) {
    this.catalogueVersion = catalogueVersion;
    this.ids = ids;
    this.states = states;
    this.events = events;
    this.late = late;
  }

  /**
   * @param catalogueVersion the definitions that made it
   * @param states metric id to state
   * @param events accepted events of the topic in the window; only cells of {@code total} count
   *     them
   * @param late those of them that came later than the grain's grace after the window's end
   */
  public static Cell of(
      int catalogueVersion, SortedMap<Integer, MetricState> states, long events, long late) {
    return new Cell(
        catalogueVersion,
        states.keySet().stream().mapToInt(Integer::intValue).toArray(),
        states.values().toArray(MetricState[]::new),
        events,
        late);
  }

  /** Both together; the newer definitions' version. */
  public Cell merge(Cell other) {
    int version = Math.max(catalogueVersion, other.catalogueVersion);
    if (Arrays.equals(ids, other.ids)) {
      MetricState[] merged = states.clone();
      Arrays.setAll(merged, i -> merged[i].merge(other.states[i]));
      return new Cell(version, ids, merged, events + other.events, late + other.late);
    }
    SortedMap<Integer, MetricState> both = states();
    other.states().forEach((id, state) -> both.merge(id, state, MetricState::merge));
    return of(version, both, events + other.events, late + other.late);
  }

  public int catalogueVersion() {
    return catalogueVersion;
  }

  /** Metric id to state, a copy. */
  public SortedMap<Integer, MetricState> states() {
    SortedMap<Integer, MetricState> map = new TreeMap<>();
    for (int i = 0; i < ids.length; i++) {
      map.put(ids[i], states[i]);
    }
    return map;
  }

  /** One metric's state; empty when it counted nothing here. */
  public Optional<MetricState> state(int metricId) {
    int at = Arrays.binarySearch(ids, metricId);
    return at < 0 ? Optional.empty() : Optional.of(states[at]);
  }

  public long events() {
    return events;
  }

  public long late() {
    return late;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Cell c
        && catalogueVersion == c.catalogueVersion
        && events == c.events
        && late == c.late
        && states().equals(c.states());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "Cell" + states() + ", " + events + " events, " + late + " late";
  }
}

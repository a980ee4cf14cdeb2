package io.daping.common.cell;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

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

  /**
   * @param ids of the metrics, ascending
   * @param states one a metric
   */
  public static Cell of(
      int catalogueVersion, int[] ids, MetricState[] states, long events, long late) {
    return new Cell(catalogueVersion, ids, states, events, late);
  }

  /** Both together; the newer definitions' version. */
  public Cell merge(Cell other) {
    int version = Math.max(catalogueVersion, other.catalogueVersion);
    if (Arrays.equals(ids, other.ids)) {
      MetricState[] merged = states.clone();
      Arrays.setAll(merged, i -> merged[i].merge(other.states[i]));
      return new Cell(version, ids, merged, events + other.events, late + other.late);
    }
    return mergedById(version, other);
  }

  private Cell mergedById(int version, Cell other) {
    int[] bothIds = new int[ids.length + other.ids.length];
    MetricState[] both = new MetricState[bothIds.length];
    int n = 0;
    int i = 0;
    for (int j = 0; i < ids.length || j < other.ids.length; n++) {
      boolean mine = j == other.ids.length || i < ids.length && ids[i] <= other.ids[j];
      boolean theirs = i == ids.length || j < other.ids.length && other.ids[j] <= ids[i];
      bothIds[n] = mine ? ids[i] : other.ids[j];
      both[n] = !theirs ? states[i] : mine ? states[i].merge(other.states[j]) : other.states[j];
      i += mine ? 1 : 0;
      j += theirs ? 1 : 0;
    }
    return new Cell(
        version,
        Arrays.copyOf(bothIds, n),
        Arrays.copyOf(both, n),
        events + other.events,
        late + other.late);
  }

  /** Without the arrivals, and with some of the metrics. */
  public Cell only(IntPredicate metrics) {
    int[] kept = Arrays.stream(ids).filter(metrics).toArray();
    MetricState[] states =
        kept.length == ids.length
            ? this.states
            : Arrays.stream(kept)
                .mapToObj(id -> state(id).orElseThrow())
                .toArray(MetricState[]::new);
    return new Cell(catalogueVersion, kept, states, 0, 0);
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

  /** Whether nothing counted here, or all that did went elsewhere. */
  public boolean isEmpty() {
    return ids.length == 0;
  }

  /** How many metrics counted something here. */
  int size() {
    return ids.length;
  }

  int id(int at) {
    return ids[at];
  }

  MetricState stateAt(int at) {
    return states[at];
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

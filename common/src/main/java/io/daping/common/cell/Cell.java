package io.daping.common.cell;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept under a {@link CellKey}.
 *
 * @param catalogueVersion the definitions that made it
 * @param states metric id to state
 * @param events accepted events of the topic in the window; only cells of {@code total} count them
 * @param late those of them that came later than the grain's grace after the window's end
 */
public record Cell(
    int catalogueVersion, SortedMap<Integer, MetricState> states, long events, long late) {

  public Cell {
    states = Collections.unmodifiableSortedMap(states);
  }

  /** Both together; the newer definitions' version. */
  public Cell merge(Cell other) {
    SortedMap<Integer, MetricState> both = new TreeMap<>(states);
    other.states.forEach((id, state) -> both.merge(id, state, MetricState::merge));
    return new Cell(
        Math.max(catalogueVersion, other.catalogueVersion),
        both,
        events + other.events,
        late + other.late);
  }
}

package io.daping.common.serve;

import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Distinct;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric's number as a reader gets it from a state. A number of 0 is no cell: what was added and
 * taken back leaves nothing.
 *
 * @param error relative standard error; 0 is exact
 */
public record Reading(long value, double error) {
  /** Stands for the currency of metrics that are not money. */
  public static final String NO_CURRENCY = "";

  /** The numbers of a metric in a cell, by currency; none when it counted nothing. */
  public static SortedMap<String, Reading> all(Metric metric, Cell cell) {
    SortedMap<String, Reading> readings = new TreeMap<>();
    cell.state(metric.id()).ifPresent(state -> readings.putAll(all(state)));
    readings.values().removeIf(r -> r.value == 0);
    return readings;
  }

  /** The numbers of a state, by currency. */
  public static Map<String, Reading> all(MetricState state) {
    SortedMap<String, Reading> readings = new TreeMap<>();
    if (state instanceof Money money) {
      money.amounts().forEach((code, amount) -> readings.put(code, new Reading(amount, 0)));
    } else if (state instanceof Distinct distinct) {
      readings.put(NO_CURRENCY, new Reading(distinct.estimate(), Distinct.RELATIVE_ERROR));
    } else if (state instanceof Total total) {
      readings.put(NO_CURRENCY, new Reading(total.value(), 0));
    }
    return readings;
  }
}

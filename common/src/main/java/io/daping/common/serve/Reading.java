package io.daping.common.serve;

import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.Distinct;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.cell.Values;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric's number as a reader gets it from a state. A number of 0 is no cell: what was added and
 * taken back leaves nothing; a quantile of 0 is one, for something was measured.
 *
 * @param value a whole number; how many of its digits are decimals, the unit says
 * @param error relative standard error; of a quantile the most that it is off; 0 is exact
 */
public record Reading(long value, double error) {
  /** Stands for the currency of metrics that are not money. */
  public static final String NO_CURRENCY = "";

  /** The numbers of a metric in a cell, by currency; none when it counted nothing. */
  public static SortedMap<String, Reading> all(Metric metric, Cell cell) {
    return cell.state(metric.id()).map(s -> shown(metric, s)).orElseGet(TreeMap::new);
  }

  /** The numbers of a metric's state that make a cell, by currency. */
  static SortedMap<String, Reading> shown(Metric metric, MetricState state) {
    SortedMap<String, Reading> readings = all(metric, state);
    if (!(state instanceof Values)) {
      readings.values().removeIf(r -> r.value == 0);
    }
    return readings;
  }

  /** The numbers of a metric's state, by currency. */
  public static SortedMap<String, Reading> all(Metric metric, MetricState state) {
    SortedMap<String, Reading> readings = new TreeMap<>();
    if (state instanceof Money money) {
      money.amounts().forEach((code, amount) -> readings.put(code, new Reading(amount, 0)));
    } else if (state instanceof Distinct distinct) {
      readings.put(NO_CURRENCY, new Reading(distinct.estimate(), Distinct.RELATIVE_ERROR));
    } else if (state instanceof Total total) {
      readings.put(NO_CURRENCY, new Reading(total.value(), 0));
    } else if (state instanceof Values values) {
      readings.putAll(quantile(values, metric.share()));
    }
    return readings;
  }

  /** A quantile of remembered numbers. */
  static SortedMap<String, Reading> quantile(Values values, double share) {
    SortedMap<String, Reading> readings = new TreeMap<>();
    double error = values.isExact() ? 0 : Values.RELATIVE_ERROR;
    readings.put(NO_CURRENCY, new Reading(values.quantile(share), error));
    return readings;
  }
}

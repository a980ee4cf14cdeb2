package io.daping.batch.reconcile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the comparison found of one metric at one grain and dimension.
 *
 * @param compared numbers that stream or night have
 * @param equal numbers that both have alike
 * @param explained numbers that differ, by cause
 * @param unexplained numbers that differ without a cause
 */
public record MetricComparison(
    String metric,
    String grain,
    String by,
    boolean isExact,
    long compared,
    long equal,
    Map<Cause, Long> explained,
    long unexplained) {
  public MetricComparison {
    explained = Collections.unmodifiableMap(new EnumMap<>(explained));
  }

  /** The causes' counts by name, those that are not 0, in the order of reports. */
  public Map<String, Long> causes() {
    Map<String, Long> causes = new LinkedHashMap<>();
    Cause.IN_ORDER.stream()
        .filter(explained::containsKey)
        .forEach(cause -> causes.put(cause.causeName(), explained.get(cause)));
    return causes;
  }

  /** Whether it keeps its day from being published. */
  public boolean forbidsPublication() {
    return isExact && unexplained > 0;
  }
}

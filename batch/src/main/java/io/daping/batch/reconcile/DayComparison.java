package io.daping.batch.reconcile;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the comparison of one day found.
 *
 * @param metrics in the catalogue's order, the finest grain first; those with any number
 * @param first the first few differences without a cause
 */
public record DayComparison(LocalDate day, List<MetricComparison> metrics, List<Difference> first) {
  public DayComparison {
    metrics = List.copyOf(metrics);
    first = List.copyOf(first);
  }

  /** Numbers that stream or night have. */
  public long cells() {
    return sum(MetricComparison::compared);
  }

  /** Numbers that both have alike. */
  public long equal() {
    return sum(MetricComparison::equal);
  }

  /** Numbers that differ without a cause. */
  public long unexplained() {
    return sum(MetricComparison::unexplained);
  }

  /** Those of them whose metric is exact: they forbid the day's publication. */
  public long unexplainedExact() {
    return sum(m -> m.forbidsPublication() ? m.unexplained() : 0);
  }

  /** Numbers that differ, by cause. */
  public Map<Cause, Long> explained() {
    Map<Cause, Long> explained = new EnumMap<>(Cause.class);
    metrics.forEach(m -> m.explained().forEach((cause, n) -> explained.merge(cause, n, Long::sum)));
    return explained;
  }

  /** The causes' counts by name, all of them, in the order of the contract. */
  public Map<String, Long> causes() {
    Map<String, Long> causes = new LinkedHashMap<>();
    Map<Cause, Long> explained = explained();
    for (Cause cause : Cause.IN_ORDER) {
      causes.put(cause.causeName(), explained.getOrDefault(cause, 0L));
    }
    return causes;
  }

  private long sum(ToLongFunction<MetricComparison> count) {
    return metrics.stream().mapToLong(count).sum();
  }
}

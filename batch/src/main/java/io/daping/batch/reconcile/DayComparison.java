package io.daping.batch.reconcile;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the comparison of one day found.
 *
 * @param cells numbers that stream or night have
 * @param equal numbers that both have alike
 * @param explained numbers that differ, by cause
 * @param unexplained numbers that differ without a cause
 * @param unexplainedExact those of them whose metric is exact: they forbid the day's publication
 * @param first the first few without a cause
 */
public record DayComparison(
    LocalDate day,
    long cells,
    long equal,
    Map<Cause, Long> explained,
    long unexplained,
    long unexplainedExact,
    List<Difference> first) {

  public DayComparison {
    explained = Collections.unmodifiableMap(new EnumMap<>(explained));
    first = List.copyOf(first);
  }

  /** The causes' counts by name, all of them, in the order of the contract. */
  public Map<String, Long> causes() {
    Map<String, Long> causes = new LinkedHashMap<>();
    for (Cause cause :
        List.of(
            Cause.LATE,
            Cause.DUPLICATE,
            Cause.CONFLICT,
            Cause.QUARANTINED_THEN_REPAIRED,
            Cause.CAPPED,
            Cause.SKETCH,
            Cause.DEFINITION_CHANGED)) {
      causes.put(cause.causeName(), explained.getOrDefault(cause, 0L));
    }
    return causes;
  }
}

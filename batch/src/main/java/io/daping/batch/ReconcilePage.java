package io.daping.batch;

import io.daping.batch.reconcile.Cause;
import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Difference;
import io.daping.batch.reconcile.MetricComparison;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A day's comparison as its page shows it to whoever is on duty: whether the day may be published,
 * what differs, and what is to be done.
 */
public record ReconcilePage(DayComparison comparison) {
  /** What the day's numbers allow; the names are the page's classes. */
  public enum Verdict {
    /** Numbers of exact metrics differ without a cause. */
    STOP,
    /** Estimates alone do. */
    LOOK,
    /** Nothing does. */
    GO
  }

  /** The day. */
  public LocalDate day() {
    return comparison.day();
  }

  /** What the numbers allow. */
  public Verdict verdict() {
    if (comparison.unexplainedExact() > 0) {
      return Verdict.STOP;
    }
    return comparison.unexplained() > 0 ? Verdict.LOOK : Verdict.GO;
  }

  /** The first differences without a cause, as people read numbers. */
  public List<ReconciledCell> first() {
    return comparison.first().stream().map(ReconciledCell::of).toList();
  }

  /** The call that shows what a layer has in the first of them. */
  public String question(String layer) {
    Difference first = comparison.first().get(0);
    return ReconciledCell.of(first).question(layer);
  }

  /** Metrics with numbers without a cause. */
  public List<MetricComparison> open() {
    return those(m -> m.unexplained() > 0);
  }

  /** Metrics whose differences all have causes. */
  public List<MetricComparison> explained() {
    return those(m -> m.unexplained() == 0 && m.equal() < m.compared());
  }

  /** Metrics without any difference. */
  public List<MetricComparison> alike() {
    return those(m -> m.equal() == m.compared());
  }

  /** The causes that any number has, with what they mean. */
  public Map<String, String> meanings() {
    Map<Cause, Long> found = comparison.explained();
    Map<String, String> meanings = new LinkedHashMap<>();
    Cause.IN_ORDER.stream()
        .filter(found::containsKey)
        .forEach(cause -> meanings.put(cause.causeName(), cause.meaning()));
    return meanings;
  }

  private List<MetricComparison> those(Predicate<MetricComparison> which) {
    return comparison.metrics().stream().filter(which).toList();
  }
}

package io.daping.streaming.rebuild;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares two canonical dumps, which are sorted, line by line. */
public final class DumpComparison {
  private static final int SHOWN = 10;

  private final SortedMap<String, OfMetric> metrics = new TreeMap<>();

  private DumpComparison() {}

  /**
   * What there is of a metric.
   *
   * @param equal lines that both have
   * @param onlyBefore lines that the first alone has; a cell of another value is in both counts
   * @param first some of the lines that one alone has, behind {@code -} or {@code +}
   */
  public record OfMetric(long equal, long onlyBefore, long onlyAfter, List<String> first) {
    /** Whether any number is another. */
    public boolean differs() {
      return onlyBefore + onlyAfter > 0;
    }
  }

  /** Compares by metric. */
  public static SortedMap<String, OfMetric> of(BufferedReader before, BufferedReader after)
      throws IOException {
    DumpComparison comparison = new DumpComparison();
    String one = before.readLine();
    String other = after.readLine();
    while (one != null || other != null) {
      int order = order(one, other);
      comparison.count(order <= 0 ? one : other, order);
      one = order <= 0 ? before.readLine() : one;
      other = order >= 0 ? after.readLine() : other;
    }
    return comparison.metrics;
  }

  private static int order(String one, String other) {
    if (one == null || other == null) {
      return one == null ? 1 : -1;
    }
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private void count(String line, int order) {
    OfMetric added =
        new OfMetric(
            order == 0 ? 1 : 0,
            order < 0 ? 1 : 0,
            order > 0 ? 1 : 0,
            order == 0 ? List.of() : List.of((order < 0 ? "- " : "+ ") + line));
    metrics.merge(line.substring(0, line.indexOf('\t')), added, DumpComparison::together);
  }

  private static OfMetric together(OfMetric one, OfMetric other) {
    List<String> first = one.first();
    if (!other.first().isEmpty() && first.size() < SHOWN) {
      first = new ArrayList<>(first);
      first.addAll(other.first());
    }
    return new OfMetric(
        one.equal() + other.equal(),
        one.onlyBefore() + other.onlyBefore(),
        one.onlyAfter() + other.onlyAfter(),
        first);
  }
}

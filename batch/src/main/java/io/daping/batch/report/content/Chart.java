package io.daping.batch.report.content;

import java.math.BigDecimal;
import java.util.List;

/**
 * Bars over time, and beside them the bars of what they are compared with.
 *
 * @param labels of the bars
 * @param before empty when there is nothing to compare with
 */
public record Chart(String title, List<String> labels, Line now, List<Line> before) {
  /** Named numbers, one a label. */
  public record Line(String name, List<BigDecimal> values) {}
}

package io.daping.batch.report.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known beyond the catalogue's numbers.
 *
 * @param buyers new ones of a time before who paid again
 * @param visitors those of a time before who came again
 * @param errors by the fingerprint of their group
 * @param agreement of stream and night, if it was recorded
 */
public record Findings(
    List<Return> buyers,
    List<Return> visitors,
    Map<String, ErrorSample> errors,
    Optional<Agreement> agreement) {

  /**
   * How many were there before, and how many of them came again.
   *
   * @param when they were there
   */
  public record Return(String when, long were, long came) {}

  /** The earliest error of a group in the period. */
  public record ErrorSample(String app, String title, String message) {}

  /** How many cells of stream and night were compared, and what became of them. */
  public record Agreement(
      long cells, long equal, SortedMap<String, Long> explained, long unexplained) {}
}

package io.daping.common.serve;

/** Answers questions from the published cells. Safe for use by many threads. */
public interface MetricReader {
  /**
   * @throws BadQuery when the question names something that the catalogue does not know, or asks
   *     for more than one answer may hold
   */
  MetricAnswer answer(MetricQuery query);
}

package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A question for one metric's published cells.
 *
 * @param metric a name of the catalogue
 * @param by the dimension whose values the rows bear; {@code total} for none
 * @param from first window start, inclusive
 * @param to end of the windows, exclusive
 * @param where dimension to value: the asked dimension's value, or {@code currency}
 * @param top the best N by value over the whole range, ranked; empty for every cell
 * @param window length of sliding windows, one a minute, made of minutes; with {@code top} the last
 *     one is ranked. Null for the windows that are kept
 * @param since with {@code top}: the change of each rank against the ranking of so long before the
 *     newest minute's end. Null for none
 */
public record MetricQuery(
    String metric,
    String by,
    Grain grain,
    Instant from,
    Instant to,
    Map<String, String> where,
    OptionalInt top,
    Layer layer,
    Duration window,
    Duration since) {

  /** The most rows that an answer holds. */
  public static final int MOST_ROWS = 5_000;

  /** A question for the windows that are kept. */
  public MetricQuery(
      String metric,
      String by,
      Grain grain,
      Instant from,
      Instant to,
      Map<String, String> where,
      OptionalInt top,
      Layer layer) {
    this(metric, by, grain, from, to, where, top, layer, null, null);
  }

  /** The same question of other times. */
  MetricQuery between(Instant first, Instant end) {
    return new MetricQuery(metric, by, grain, first, end, where, top, layer, window, since);
  }
}

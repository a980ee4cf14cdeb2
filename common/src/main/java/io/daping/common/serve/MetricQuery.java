package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
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
 */
public record MetricQuery(
    String metric,
    String by,
    Grain grain,
    Instant from,
    Instant to,
    Map<String, String> where,
    OptionalInt top,
    Layer layer) {

  /** The most rows that an answer holds. */
  public static final int MOST_ROWS = 5_000;
}

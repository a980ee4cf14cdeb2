package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Published cells and how far they can be trusted.
 *
 * @param currency of a money metric, else null
 * @param asOf when the newest of these cells was written; null when there is none
 * @param watermark event time up to which the stream has read every partition; null before any
 * @param lateShare share of late events in the windows asked for, 0 to 1
 * @param definition version of the catalogue that made the cells
 * @param note what else must be known to read them right; null for nothing
 */
public record MetricAnswer(
    String metric,
    String unit,
    String currency,
    Grain grain,
    String by,
    Instant asOf,
    Instant watermark,
    double lateShare,
    int definition,
    String note,
    List<Row> rows) {

  /** An answer that says it all. */
  public MetricAnswer(
      String metric,
      String unit,
      String currency,
      Grain grain,
      String by,
      Instant asOf,
      Instant watermark,
      double lateShare,
      int definition,
      List<Row> rows) {
    this(metric, unit, currency, grain, by, asOf, watermark, lateShare, definition, null, rows);
  }

  /**
   * One cell.
   *
   * @param value in the metric's unit; money in minor units
   * @param error relative standard error of the value, or the most that a quantile is off; 0 is
   *     exact
   * @param rank 1 is best; empty unless the query asked for the top
   * @param standing of a sliding window, else null
   * @param change of the rank, if it was asked for, else null
   */
  public record Row(
      Instant windowStart,
      String dimension,
      BigDecimal value,
      double error,
      OptionalInt rank,
      Standing standing,
      RankChange change) {

    /** A cell of a window that is kept. */
    public Row(
        Instant windowStart, String dimension, BigDecimal value, double error, OptionalInt rank) {
      this(windowStart, dimension, value, error, rank, null, null);
    }

    Row changed(RankChange by) {
      return new Row(windowStart, dimension, value, error, rank, standing, by);
    }

    /** The same number as that of a sliding window. */
    Row ofWindow(Instant start, Standing newStanding) {
      return new Row(start, dimension, value, error, rank, newStanding, change);
    }

    /**
     * The value of a metric whose unit has no decimals.
     *
     * @throws ArithmeticException when it has
     */
    public long whole() {
      return value.longValueExact();
    }
  }
}

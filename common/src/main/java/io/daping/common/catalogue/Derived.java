package io.daping.common.catalogue;

import java.io.Serializable;

/**
 * A number that is not kept but computed when it is read, from what a cell remembers of kept
 * metrics; never averaged over cells.
 *
 * @param kind how it is computed
 * @param of the metric that it is computed from
 * @param to what a {@link Kind#RATIO} divides by, of the same source; else null
 * @param share of a {@link Kind#QUANTILE}, else null
 */
public record Derived(
    String name, String description, Unit unit, Kind kind, Metric of, Metric to, Double share)
    implements Serializable {

  /** How a derived number is computed. */
  public enum Kind {
    /** One metric by another, both of the same cell. */
    RATIO,
    /** The mean of the numbers whose quantile a metric is. */
    MEAN,
    /** Another quantile of the numbers whose quantile a metric is. */
    QUANTILE
  }
}

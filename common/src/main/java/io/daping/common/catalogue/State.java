package io.daping.common.catalogue;

/** How a metric adds up: what a cell remembers, and how two cells merge. */
public enum State {
  /** The sum of a whole number over facts. Exact. */
  SUM,
  /** The number of events with at least one counting fact in the cell. Exact. */
  EVENTS,
  /**
   * The number of distinct texts. The night counts exactly; the stream keeps a HyperLogLog sketch
   * of 2^14 registers, relative standard error 0.81 % after a union (Flajolet et al., 2007).
   */
  DISTINCT,
  /**
   * A quantile of whole numbers, by nearest rank. Exact up to 256 numbers in a cell, then off by
   * 1/256 of itself at most; the same in stream and night either way.
   */
  QUANTILE
}

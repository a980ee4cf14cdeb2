package io.daping.local.load;

import java.time.Instant;
import java.util.List;

/**
 * All that decides the bytes of a run.
 *
 * @param rate deliveries per second on the mean of a day
 * @param end nothing happens from here on
 * @param events deliveries, those held back and the repeats included, after which nothing happens
 * @param mix what happens where
 * @param defects what may be wrong with bad records
 */
record Plan(
    long seed,
    Instant start,
    Instant end,
    double rate,
    long events,
    Shares shares,
    Mix mix,
    Intensity intensity,
    List<Defect> defects) {

  /** Parts of the whole, each from 0 to 1. */
  record Shares(double bad, double late, double duplicate) {}
}

package io.daping.bench.race;

import io.daping.bench.race.ViewWatch.Sighting;
import java.util.Arrays;
import java.util.List;

/**
 * How long after an event's record time its cell was readable.
 *
 * <p>The cell holds a count, so the measure is of counts: when it first shows v or more, v events
 * are in it, and the v-th event in the order of sending is taken to be among them. Its lag is the
 * time at which a reader had read that count minus its record time.
 *
 * @param perSecond events sent a second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param most milliseconds
 */
record Lag(Contestant contestant, int perSecond, int events, double p50, double p99, double most) {

  /**
   * @param sent record times in the order of sending
   */
  static Lag of(Contestant contestant, int perSecond, long[] sent, List<Sighting> seen) {
    long[] lags = new long[sent.length];
    int at = 0;
    for (int n = 0; n < sent.length; n++) {
      while (seen.get(at).views() <= n) {
        at++;
      }
      lags[n] = seen.get(at).at() - sent[n];
    }
    Arrays.sort(lags);
    double most = lags[lags.length - 1];
    return new Lag(
        contestant, perSecond, lags.length, quantile(lags, 0.5), quantile(lags, 0.99), most);
  }

  /** Nearest rank. */
  private static double quantile(long[] sorted, double q) {
    return sorted[(int) Math.ceil(q * sorted.length) - 1];
  }
}

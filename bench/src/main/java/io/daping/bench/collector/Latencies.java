package io.daping.bench.collector;

import java.util.Arrays;

/** Durations of requests in microseconds, gathered by many threads. */
final class Latencies {
  private long[] micros = new long[1 << 16];
  private int count;

  synchronized void add(long nanos) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, 2 * count);
    }
    micros[count++] = nanos / 1_000;
  }

  synchronized int count() {
    return count;
  }

  /** Milliseconds that this share of the requests did not exceed. */
  synchronized double quantile(double share) {
    long[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[(int) Math.ceil(share * count) - 1] / 1e3;
  }
}

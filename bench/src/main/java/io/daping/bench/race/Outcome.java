package io.daping.bench.race;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What an engine did in the rounds that count; its figures are medians.
 *
 * @param peakBytes of its process over all rounds, or null where the system does not tell
 */
record Outcome(Contestant contestant, long events, List<Repetition> repetitions, Long peakBytes) {
  double eventsPerSecond() {
    return median(r -> events / r.wallMs() * 1e3);
  }

  double cpuSecondsPerMillion() {
    return median(r -> r.cpuMs() * 1e3 / events);
  }

  /** {@code NaN} where the system does not tell. */
  double peakMebibytes() {
    return peakBytes == null ? Double.NaN : peakBytes / 1048576.0;
  }

  private double median(ToDoubleFunction<Repetition> of) {
    double[] sorted = repetitions.stream().mapToDouble(of).sorted().toArray();
    double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
    return Arrays.stream(middle).average().orElse(Double.NaN);
  }
}

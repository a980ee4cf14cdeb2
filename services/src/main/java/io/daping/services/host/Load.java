package io.daping.services.host;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import oshi.hardware.CentralProcessor.TickType;

/**
 * How busy the machine was between two readings of its counters.
 *
 * @param cpu percent of all cores' time
 * @param io percent of the time that the busiest disk was busy
 * @param netIn bytes per second, all interfaces but loopback
 * @param netOut likewise
 */
record Load(OptionalDouble cpu, OptionalDouble io, OptionalDouble netIn, OptionalDouble netOut) {
  private static final double ALL = 100;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  static Load between(Counters before, Counters after) {
    double nanos = Math.max(1, after.nanos() - before.nanos());
    DoubleStream busy =
        grown(before.diskBusyMs(), after.diskBusyMs()).map(ms -> ALL * ms * NANOS_PER_MS / nanos);
    return new Load(
        cpu(before.cpuTicks(), after.cpuTicks()),
        busy.max().stream().map(Load::percent).findFirst(),
        perSecond(before.received(), after.received(), nanos),
        perSecond(before.sent(), after.sent(), nanos));
  }

  /** Within 0 to 100: ticks and clock are not read in one moment. */
  static double percent(double value) {
    return Math.min(ALL, Math.max(0, value));
  }

  private static OptionalDouble cpu(long[] before, long[] after) {
    long all = 0;
    long idle = 0;
    for (TickType type : TickType.values()) {
      long ticks = after[type.getIndex()] - before[type.getIndex()];
      all += ticks;
      idle += type == TickType.IDLE || type == TickType.IOWAIT ? ticks : 0;
    }
    return all <= 0 ? OptionalDouble.empty() : OptionalDouble.of(percent(ALL * (all - idle) / all));
  }

  private static OptionalDouble perSecond(
      Map<String, Long> before, Map<String, Long> after, double nanos) {
    double[] grown = grown(before, after).toArray();
    return grown.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(DoubleStream.of(grown).sum() * NANOS_PER_SECOND / nanos);
  }

  /** A counter that is new or was set back tells nothing. */
  private static DoubleStream grown(Map<String, Long> before, Map<String, Long> after) {
    return after.entrySet().stream()
        .filter(e -> before.containsKey(e.getKey()) && e.getValue() >= before.get(e.getKey()))
        .mapToDouble(e -> e.getValue() - before.get(e.getKey()));
  }
}

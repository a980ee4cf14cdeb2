package io.daping.bench.race;

import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Whether {@code stream}, with all its jobs, keeps pace with a steady load of all six topics: how
 * far its queries are behind Kafka, second by second, and when they have taken the last event.
 *
 * @param services that run
 * @param settings of their home
 * @param news a line for each query
 */
record Pace(Services services, Settings settings, Consumer<String> news) {
  private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** A third of the rate while the JVM warms up, then the rate. */
  record Load(int perSecond, Duration warmUp, Duration measured) {}

  /**
   * How far a query was behind.
   *
   * @param secondsBehind one sample a second while the load lasted: records behind Kafka's end,
   *     divided by those that come in a second
   * @param caughtUpAfter seconds from the end of the load until it had taken all
   */
  record Behind(String query, int perSecond, List<Double> secondsBehind, double caughtUpAfter) {
    double median() {
      return sorted()[secondsBehind.size() / 2];
    }

    double most() {
      return sorted()[secondsBehind.size() - 1];
    }

    /** Of the last third of the load, in which a query that cannot keep up is furthest behind. */
    double medianOfLastThird() {
      int size = secondsBehind.size();
      List<Double> last = secondsBehind.subList(size * 2 / 3, size);
      return last.stream().sorted().toList().get(last.size() / 2);
    }

    private double[] sorted() {
      double[] sorted = secondsBehind.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      return sorted;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "pace    %-8s %6d/s  behind: median %.1f s, last third %.1f s, most %.1f s;"
              + " all taken %.1f s after the last event",
          query,
          perSecond,
          median(),
          medianOfLastThird(),
          most(),
          caughtUpAfter);
    }
  }

  List<Behind> run(Load load) {
    services.follow();
    try (Backlog backlog = new Backlog(settings)) {
      send(load.perSecond() / 3, load.warmUp(), backlog, new TreeMap<>());
      Map<String, List<Double>> samples = new TreeMap<>();
      Map<String, Double> caughtUp = send(load.perSecond(), load.measured(), backlog, samples);
      List<Behind> behind = new ArrayList<>();
      samples.forEach(
          (query, seconds) ->
              behind.add(new Behind(query, load.perSecond(), seconds, caughtUp.get(query))));
      behind.forEach(b -> news.accept(b.toString()));
      return behind;
    }
  }

  /** Returns when all of it is taken: seconds after its end, by query. */
  private Map<String, Double> send(
      int perSecond, Duration duration, Backlog backlog, Map<String, List<Double>> samples) {
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> services.send(perSecond, duration));
    while (!sending.isDone()) {
      backlog
          .records()
          .forEach(
              (query, records) ->
                  samples
                      .computeIfAbsent(query, q -> new ArrayList<>())
                      .add((double) records / perSecond));
      LockSupport.parkNanos(SAMPLE_NANOS);
    }
    sending.join();
    return caughtUp(backlog);
  }

  private static Map<String, Double> caughtUp(Backlog backlog) {
    long end = System.nanoTime();
    Map<String, Double> seconds = new TreeMap<>();
    Map<String, Long> left = backlog.records();
    while (seconds.size() < left.size()) {
      double now = (System.nanoTime() - end) / 1e9;
      left.forEach(
          (query, records) -> {
            if (records == 0) {
              seconds.putIfAbsent(query, now);
            }
          });
      if (System.nanoTime() - end > PATIENCE_NANOS) {
        throw new Failure("the stream did not take what was sent: records left " + left);
      }
      LockSupport.parkNanos(SAMPLE_NANOS / 20);
      left = backlog.records();
    }
    return seconds;
  }
}

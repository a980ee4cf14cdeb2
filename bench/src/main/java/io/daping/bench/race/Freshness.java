package io.daping.bench.race;

import io.daping.bench.peers.EngineSettings;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * How long an event takes from Kafka to a cell that is readable in HBase, while events come evenly.
 * Measured is the last of three waves: the first waits for the engine's start, the second warms it
 * up.
 *
 * @param home whose services run
 * @param options of the engines
 * @param load what comes
 * @param news a line for each figure
 */
record Freshness(Path home, ArrayList<String> options, Load load, Consumer<String> news) {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /**
   * What comes.
   *
   * @param warmUp seconds that do not count
   * @param measured seconds that do
   */
  record Load(List<Integer> perSecond, int warmUp, int measured) {}

  /** Each engine at each rate; one engine at a time. */
  List<Lag> run(List<Contestant> contestants) throws IOException {
    List<Lag> lags = new ArrayList<>();
    for (Contestant contestant : contestants) {
      try (Remote engine = Remote.start(contestant, settings(contestant))) {
        for (int perSecond : load.perSecond()) {
          lags.add(measure(engine, perSecond));
          tell(lags.get(lags.size() - 1));
        }
      }
    }
    return lags;
  }

  private Lag measure(Remote engine, int perSecond) throws IOException {
    Settings settings = settings(engine.contestant()).load();
    DataSet.empty(settings);
    engine.follow();
    try (ViewPump pump = new ViewPump(settings);
        HBase hbase = HBase.connect(HBase.Target.of(settings))) {
      ViewWatch watch = new ViewWatch(hbase, settings, System.currentTimeMillis());
      wave(pump, watch, perSecond, 1); // the engine runs once these are counted
      wave(pump, watch, perSecond, load.warmUp());
      Wave measured = wave(pump, watch, perSecond, load.measured());
      engine.stop();
      return Lag.of(engine.contestant(), perSecond, measured.sent(), measured.seen());
    }
  }

  private record Wave(long[] sent, List<ViewWatch.Sighting> seen) {}

  private static Wave wave(ViewPump pump, ViewWatch watch, int perSecond, int seconds) {
    CompletableFuture<long[]> sent =
        CompletableFuture.supplyAsync(() -> pump.send(perSecond * seconds, perSecond));
    List<ViewWatch.Sighting> seen = watch.until(sent, PATIENCE);
    return new Wave(sent.join(), seen);
  }

  private EngineSettings settings(Contestant contestant) {
    return new EngineSettings(home.toString(), contestant.label(), options);
  }

  private void tell(Lag lag) {
    news.accept(
        String.format(
            Locale.ROOT,
            "fresh   %-15s %6d/s  p50 %4.0f ms  p99 %4.0f ms  most %5.0f ms",
            lag.contestant().label(),
            lag.perSecond(),
            lag.p50(),
            lag.p99(),
            lag.most()));
  }
}

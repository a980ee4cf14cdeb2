package io.daping.bench.race;

import io.daping.bench.peers.EngineSettings;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How fast, and at what cost, each engine catches up with what is in Kafka. The engines take turns:
 * repetition 1 of each, then repetition 2 of each; after every repetition its cells are compared
 * with the first engine's.
 *
 * @param home whose services run and whose topics are filled
 * @param options of the engines
 * @param events how many are in the topics
 * @param rounds how often
 * @param news a line for each repetition
 */
record Throughput(
    Path home, ArrayList<String> options, long events, Rounds rounds, Consumer<String> news) {

  /** Repetitions that warm the engines up, and those that count. */
  record Rounds(int warmUp, int measured) {
    int all() {
      return warmUp + measured;
    }
  }

  /** Runs all rounds. */
  List<Outcome> run(List<Contestant> contestants) throws IOException {
    List<Remote> engines = new ArrayList<>();
    try {
      for (Contestant contestant : contestants) {
        engines.add(Remote.start(contestant, settings(contestant)));
      }
      return outcomes(engines, repetitions(engines));
    } finally {
      engines.forEach(Remote::close);
    }
  }

  private Map<Contestant, List<Repetition>> repetitions(List<Remote> engines) throws IOException {
    Map<Contestant, List<Repetition>> counted = new EnumMap<>(Contestant.class);
    Results first = null;
    for (int round = 0; round < rounds.all(); round++) {
      for (Remote engine : engines) {
        Repetition repetition = engine.repeat();
        tell(round, engine, repetition);
        Results results = results(engine.contestant());
        first = first == null ? results : first;
        first.requireEqual(
            engines.get(0).contestant().label(), results, engine.contestant().label());
        if (round >= rounds.warmUp()) {
          counted.computeIfAbsent(engine.contestant(), c -> new ArrayList<>()).add(repetition);
        }
      }
    }
    news.accept(first.cells().size() + " cells of every engine are equal after every repetition");
    return counted;
  }

  private List<Outcome> outcomes(
      List<Remote> engines, Map<Contestant, List<Repetition>> repetitions) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Remote engine : engines) {
      outcomes.add(
          new Outcome(
              engine.contestant(),
              events,
              repetitions.get(engine.contestant()),
              engine.peakBytes().orElse(null)));
    }
    return outcomes;
  }

  private Results results(Contestant contestant) {
    Settings settings = settings(contestant).load();
    try (HBase hbase = HBase.connect(HBase.Target.of(settings))) {
      return Results.ofStream(hbase, settings);
    }
  }

  private EngineSettings settings(Contestant contestant) {
    return new EngineSettings(home.toString(), contestant.label(), options);
  }

  private void tell(int round, Remote engine, Repetition repetition) {
    news.accept(
        String.format(
            Locale.ROOT,
            "%s %d of %d  %-15s %9.0f events/s  %6.2f CPU s per million",
            round < rounds.warmUp() ? "warm-up" : "round  ",
            round + 1,
            rounds.all(),
            engine.contestant().label(),
            events / repetition.wallMs() * 1e3,
            repetition.cpuMs() * 1e3 / events));
  }
}

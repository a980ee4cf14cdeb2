package io.daping.bench.race;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All figures of a run, and their ratios to Flink's.
 *
 * @param outcomes of catching up, an engine each; empty if that was not measured
 * @param lags of following, an engine and a rate each; empty if that was not measured
 * @param night of the batch, if it was measured
 * @param pace of all jobs under a steady load, a query each; empty if that was not measured
 */
record Report(
    List<Outcome> outcomes, List<Lag> lags, Optional<Night.Figures> night, List<Pace.Behind> pace) {
  private static final String OUTCOME = "%-15s %10s %6s %14s %6s %9s %6s";
  private static final String LAG = "%-15s %10s %8s %6s %8s %6s %8s";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Writes {@code NAME.json} and {@code NAME.html}; the path of the former. */
  Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path json = folder.resolve(name + ".json");
    Files.writeString(json, JSON.writeValueAsString(document()) + "\n");
    Files.writeString(folder.resolve(name + ".html"), new Chart(this).html());
    return json;
  }

  /** The tables that a person reads. */
  String text() {
    StringBuilder text = new StringBuilder();
    if (!outcomes.isEmpty()) {
      line(text, OUTCOME, "catching up", "events/s", "", "CPU s/million", "", "peak MiB", "");
      outcomes.forEach(o -> line(text, OUTCOME, cells(o)));
      peers().forEach(peer -> line(text, "%s", cpuBeside(peer)));
    }
    if (!lags.isEmpty()) {
      line(text, LAG, "following", "events/s", "p50 ms", "", "p99 ms", "", "most ms");
      lags.forEach(l -> line(text, LAG, cells(l)));
    }
    night.ifPresent(n -> line(text, "%s", n));
    pace.forEach(p -> line(text, "%s", p));
    line(text, "x: times the figure of %s", Contestant.FLINK.label());
    return text.toString();
  }

  private Object[] cells(Outcome o) {
    Optional<Ratios> ratios = ratios(o);
    return new Object[] {
      o.contestant().label(),
      number("%.0f", o.eventsPerSecond()),
      times(ratios.map(Ratios::eventsPerSecond)),
      number("%.2f", o.cpuSecondsPerMillion()),
      times(ratios.map(Ratios::cpu)),
      number("%.0f", o.peakMebibytes()),
      times(ratios.map(Ratios::memory))
    };
  }

  private List<Outcome> peers() {
    return outcomes.stream().filter(o -> !o.contestant().isOurs()).toList();
  }

  /** CPU of ours as a multiple of a peer's. */
  private String cpuBeside(Outcome peer) {
    return outcomes.stream()
        .filter(o -> o.contestant().isOurs())
        .map(
            ours ->
                String.format(
                    Locale.ROOT,
                    "%s %.2fx",
                    ours.contestant().label(),
                    Ratios.of(ours, peer).cpu()))
        .collect(Collectors.joining(", ", "CPU beside " + peer.contestant().label() + ": ", ""));
  }

  private Object[] cells(Lag lag) {
    Optional<Lag> flink = flink(lag);
    return new Object[] {
      lag.contestant().label(),
      lag.perSecond(),
      number("%.0f", lag.p50()),
      times(flink.map(f -> lag.p50() / f.p50())),
      number("%.0f", lag.p99()),
      times(flink.map(f -> lag.p99() / f.p99())),
      number("%.0f", lag.most())
    };
  }

  private Optional<Lag> flink(Lag beside) {
    return lags.stream()
        .filter(l -> l.contestant() == Contestant.FLINK && l.perSecond() == beside.perSecond())
        .findFirst();
  }

  /** An engine's figures divided by another's. */
  record Ratios(double eventsPerSecond, double cpu, double memory) {
    static Ratios of(Outcome one, Outcome other) {
      return new Ratios(
          one.eventsPerSecond() / other.eventsPerSecond(),
          one.cpuSecondsPerMillion() / other.cpuSecondsPerMillion(),
          one.peakMebibytes() / other.peakMebibytes());
    }
  }

  Optional<Ratios> ratios(Outcome of) {
    return outcomes.stream()
        .filter(o -> o.contestant() == Contestant.FLINK)
        .findFirst()
        .map(flink -> Ratios.of(of, flink));
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    outcomes.stream().findFirst().ifPresent(o -> document.put("events", o.events()));
    document.put("seed", DataSet.SEED);
    document.put("heap", Remote.HEAP);
    document.put("cores", Remote.CORES);
    document.put("machine_cores", Runtime.getRuntime().availableProcessors());
    document.put(
        "load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    document.put("java", System.getProperty("java.vm.version"));
    // A cell that differs ends the run before it is reported.
    document.put("equal_results", !outcomes.isEmpty());
    document.put("catching_up", outcomes.stream().map(this::entry).toList());
    document.put("following", lags.stream().map(this::entry).toList());
    document.put("night", night.orElse(null));
    document.put("pace", pace.stream().map(Report::entry).toList());
    return document;
  }

  private Map<String, Object> entry(Outcome o) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("engine", o.contestant().label());
    entry.put("title", o.contestant().title());
    entry.put("does", o.contestant().does());
    entry.put("events_per_second", o.eventsPerSecond());
    entry.put("cpu_seconds_per_million", o.cpuSecondsPerMillion());
    entry.put("peak_bytes", o.peakBytes());
    entry.put("ratios_to_flink", ratios(o).orElse(null));
    Map<String, Ratios> beside = new LinkedHashMap<>();
    peers().forEach(peer -> beside.put(peer.contestant().label(), Ratios.of(o, peer)));
    entry.put("ratios", beside);
    entry.put("repetitions", o.repetitions());
    return entry;
  }

  private Map<String, Object> entry(Lag lag) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("engine", lag.contestant().label());
    entry.put("events_per_second", lag.perSecond());
    entry.put("events", lag.events());
    entry.put("p50_ms", lag.p50());
    entry.put("p99_ms", lag.p99());
    entry.put("most_ms", lag.most());
    entry.put("p50_to_flink", flink(lag).map(f -> lag.p50() / f.p50()).orElse(null));
    entry.put("p99_to_flink", flink(lag).map(f -> lag.p99() / f.p99()).orElse(null));
    return entry;
  }

  private static Map<String, Object> entry(Pace.Behind pace) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("query", pace.query());
    entry.put("events_per_second", pace.perSecond());
    entry.put("median_seconds_behind", pace.median());
    entry.put("last_third_seconds_behind", pace.medianOfLastThird());
    entry.put("most_seconds_behind", pace.most());
    entry.put("caught_up_after_seconds", pace.caughtUpAfter());
    entry.put("seconds_behind", pace.secondsBehind());
    return entry;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String times(Optional<Double> ratio) {
    return ratio.map(r -> String.format(Locale.ROOT, "%.2fx", r)).orElse("");
  }

  private static void line(StringBuilder to, String format, Object... values) {
    to.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}

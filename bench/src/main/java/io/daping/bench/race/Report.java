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

/**
 * All figures of a run, and their ratios to Flink's.
 *
 * @param outcomes of the engines
 */
record Report(List<Outcome> outcomes) {
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

  /** The table that a person reads. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%-15s %10s %6s %12s %6s %9s %6s",
        "",
        "events/s",
        "",
        "CPU s/million",
        "",
        "MiB",
        "");
    for (Outcome o : outcomes) {
      line(
          text,
          "%-15s %10.0f %6s %12.2f  %6s %9.0f %6s",
          o.contestant().label(),
          o.eventsPerSecond(),
          times(ratios(o).map(Ratios::eventsPerSecond)),
          o.cpuSecondsPerMillion(),
          times(ratios(o).map(Ratios::cpu)),
          o.peakMebibytes(),
          times(ratios(o).map(Ratios::memory)));
    }
    line(text, "x: beside flink, %s", Contestant.FLINK.title());
    outcomes.forEach(o -> line(text, "%s: %s", o.contestant().label(), o.contestant().does()));
    return text.toString();
  }

  /** An engine's figures divided by Flink's. */
  record Ratios(double eventsPerSecond, double cpu, double memory) {}

  Optional<Ratios> ratios(Outcome of) {
    return outcomes.stream()
        .filter(o -> o.contestant() == Contestant.FLINK)
        .findFirst()
        .map(
            flink ->
                new Ratios(
                    of.eventsPerSecond() / flink.eventsPerSecond(),
                    of.cpuSecondsPerMillion() / flink.cpuSecondsPerMillion(),
                    of.peakMebibytes() / flink.peakMebibytes()));
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("events", outcomes.get(0).events());
    document.put("seed", DataSet.SEED);
    document.put("heap", Remote.HEAP);
    document.put("cores", Remote.CORES);
    document.put("machine_cores", Runtime.getRuntime().availableProcessors());
    document.put(
        "load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    document.put("java", System.getProperty("java.vm.version"));
    document.put("equal_results", true); // a difference ends the run before it is reported
    document.put("engines", outcomes.stream().map(this::entry).toList());
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
    entry.put("repetitions", o.repetitions());
    return entry;
  }

  private static String times(Optional<Double> ratio) {
    return ratio.map(r -> String.format(Locale.ROOT, "%.2fx", r)).orElse("");
  }

  private static void line(StringBuilder to, String format, Object... values) {
    to.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}

package io.daping.bench.race;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code bench}: Daping's stream beside its peers, in one run with equal results. */
@picocli.CommandLine.Command(
    name = "bench",
    description = {
      "Measures Daping's stream beside Flink and a plain Java program: the same events in the same"
          + " Kafka, the same queries, the same cells in the same HBase, compared one by one after"
          + " each repetition. Fails when a cell differs. Then the night beside DuckDB on the same"
          + " Parquet files, how long an event takes from Kafka to a readable cell, and whether all"
          + " jobs together keep pace with a steady load.",
      "Runs services of its own in HOME/bench; writes HOME/bench/TIME.json and TIME.html. Wants a"
          + " quiet machine."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "200,000 events and one repetition, to see that it works.")
  private boolean quick;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "About so many events (default: 3000000; quick: 200000).")
  private Long events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Repetitions that count (default: 5).")
  private Integer rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "Repetitions before those that count (default: 5; quick: 1): a JVM compiles for as long.")
  private Integer warmUp;

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "ENGINE",
      description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Contestant> engines = Arrays.asList(Contestant.values());

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Part> parts = Arrays.asList(Part.values());

  private static final Set<Part> READ_WHAT_IS_THERE = Set.of(Part.THROUGHPUT, Part.NIGHT);

  /** What is measured. */
  enum Part {
    THROUGHPUT,
    NIGHT,
    FRESHNESS,
    PACE
  }

  @Override
  public Integer call() throws IOException {
    Path folder = common.settings().home().dir().resolve("bench");
    String name = LocalDateTime.now().format(NAME);
    Report report = measure(folder.resolve("home-" + name));
    Path json = report.write(folder, name);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    news("written: " + json);
    return ExitCode.DONE;
  }

  private Report measure(Path home) throws IOException {
    try (Services services = Services.start(home, options())) {
      long count = Collections.disjoint(parts, READ_WHAT_IS_THERE) ? 0 : load(services, home);
      List<Outcome> outcomes =
          parts.contains(Part.THROUGHPUT) ? throughput(home, count) : List.of();
      Optional<Night.Figures> night =
          parts.contains(Part.NIGHT) ? Optional.of(night(services, home)) : Optional.empty();
      List<Lag> lags = parts.contains(Part.FRESHNESS) ? freshness(home) : List.of();
      List<Pace.Behind> pace = parts.contains(Part.PACE) ? pace(services, home) : List.of();
      return new Report(outcomes, lags, night, pace);
    } finally {
      FileUtils.deleteDirectory(home.toFile());
    }
  }

  private long load(Services services, Path home) throws IOException {
    DataSet.Flaws flaws = flaws();
    long count = DataSet.load(services, ownSettings(home), wanted(), flaws);
    news(count + " events of topics order and browse are in Kafka, " + flaws.text());
    return count;
  }

  /** An engine that trusts its input must get the same answers; so must DuckDB. */
  private DataSet.Flaws flaws() {
    return parts.contains(Part.NIGHT) || engines.stream().anyMatch(Contestant::trusts)
        ? DataSet.Flaws.NONE
        : DataSet.Flaws.USUAL;
  }

  private List<Outcome> throughput(Path home, long count) throws IOException {
    return new Throughput(home, options(), count, rounds(), this::news).run(engines);
  }

  private Night.Figures night(Services services, Path home) throws IOException {
    return new Night(services, ownSettings(home), this::news).run(quick ? 1 : 3);
  }

  /** The wall's whole job beside Flink's quicker form. */
  private List<Lag> freshness(Path home) throws IOException {
    Freshness.Load load =
        quick
            ? new Freshness.Load(List.of(1_000), 20, 10)
            : new Freshness.Load(List.of(1_000, 10_000), 30, 30);
    List<Contestant> followers = engines.stream().filter(Contestant::follows).toList();
    return new Freshness(home, options(), load, this::news).run(followers);
  }

  private List<Pace.Behind> pace(Services services, Path home) {
    Pace.Load load =
        quick
            ? new Pace.Load(3_000, Duration.ofSeconds(20), Duration.ofSeconds(20))
            : new Pace.Load(30_000, Duration.ofSeconds(180), Duration.ofSeconds(120));
    return new Pace(services, ownSettings(home), this::news).run(load);
  }

  private Settings ownSettings(Path home) {
    return Configuration.load(home, null, Map.of());
  }

  private long wanted() {
    return events != null ? events : quick ? 200_000 : 3_000_000;
  }

  private Throughput.Rounds rounds() {
    int measured = rounds != null ? rounds : quick ? 1 : 5;
    return new Throughput.Rounds(warmUp != null ? warmUp : quick ? 1 : 5, measured);
  }

  /**
   * What was said on the command line, for the services and the engines, in a home of their own.
   */
  private ArrayList<String> options() {
    return common.asArguments().stream()
        .filter(option -> !option.startsWith("--home="))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private void news(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}

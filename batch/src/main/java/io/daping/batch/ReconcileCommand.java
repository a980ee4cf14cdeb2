package io.daping.batch;

import io.daping.batch.reconcile.DayComparison;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reconcile}: what stream and night say of a closed day, and why they differ. */
@Command(
    name = "reconcile",
    description =
        "Compares a closed day's numbers of stream and night; fails if one is unexplained.")
public final class ReconcileCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Mixin private DaysOption days;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the report as HTML and JSON (default: HOME/exports/reconcile).")
  private Path out;

  @Override
  public Integer call() {
    Settings settings = common.settings();
    DayRange range = days.range();
    List<DayComparison> found =
        NightSession.alone(settings, range, night -> passes(night, range, settings));
    ReconcileReport report =
        new ReconcileReport(out == null ? ReconcileReport.folder(settings) : out);
    found.forEach(day -> spec.commandLine().getErr().println("written: " + report.write(day)));
    spec.commandLine().getOut().println(json ? json(found) : text(found));
    boolean isExplained = found.stream().allMatch(day -> day.unexplained() == 0);
    return isExplained ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static List<DayComparison> passes(Night night, DayRange range, Settings settings) {
    return range.passes(settings.batch().daysPerPass()).stream()
        .flatMap(pass -> night.compare(pass).stream())
        .toList();
  }

  /** A single day's is the contract; of several there is a list. */
  private static String json(List<DayComparison> found) {
    return found.size() == 1
        ? Reports.json(found.get(0))
        : found.stream().map(Reports::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(List<DayComparison> found) {
    return found.stream()
        .map(Reports::table)
        .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
  }
}

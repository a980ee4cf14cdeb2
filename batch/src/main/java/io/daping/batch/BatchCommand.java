package io.daping.batch;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.privacy.ScanText;
import io.daping.batch.privacy.Sighting;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batch}: the night for closed days. */
@Command(
    name = "batch",
    description =
        "Recomputes closed days, compares them with the stream, publishes and seals them.")
public final class BatchCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Mixin private DaysOption days;

  @Option(names = "--force", description = "Seals days whose differences are not explained, too.")
  private boolean force;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private int withoutReport;
  private final List<Sighting> personal = new ArrayList<>();
  private final SortedSet<LocalDate> restate = new TreeSet<>();

  @Override
  public Integer call() {
    Settings settings = common.settings();
    DayRange range = days.range();
    List<DayResult> results =
        NightSession.alone(settings, range, night -> passes(night, range, settings));
    spec.commandLine()
        .getOut()
        .println(json ? Reports.json(results, restate) : Reports.line(results));
    boolean isWell =
        results.stream().allMatch(DayResult::sealed) && personal.isEmpty() && withoutReport == 0;
    return isWell ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<DayResult> passes(Night night, DayRange range, Settings settings) {
    List<DayResult> results = new ArrayList<>();
    for (DayRange pass : range.passes(settings.batch().daysPerPass())) {
      long begun = System.nanoTime();
      List<DayResult> some = night.run(pass, force ? Publish.ALWAYS : Publish.WHEN_EXPLAINED);
      Reports.pass(pass, some, System.nanoTime() - begun)
          .forEach(spec.commandLine().getErr()::println);
      results.addAll(some);
      tellOpen(some, settings);
      if (settings.batch().reports()) {
        report(night, some, settings);
      }
      restate.addAll(night.toRestate(pass));
      if (settings.batch().privacyScan()) {
        scan(night, pass);
      }
    }
    restate.removeAll(range.days());
    Reports.restatement(restate).ifPresent(spec.commandLine().getErr()::println);
    return results;
  }

  /** Why a day was not sealed is written down for people. */
  private void tellOpen(List<DayResult> results, Settings settings) {
    ReconcileReport report = new ReconcileReport(ReconcileReport.folder(settings));
    results.stream()
        .filter(result -> !result.sealed())
        .map(result -> report.write(result.comparison()))
        .forEach(file -> spec.commandLine().getErr().println("written: " + file));
  }

  /** What is sealed stays sealed, and the next days are waiting: a report may be written later. */
  private void report(Night night, List<DayResult> results, Settings settings) {
    for (DayRange days : sealed(results)) {
      try {
        night.report(days, ReportStep.folder(settings));
      } catch (RuntimeException e) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
            "no reports of %s to %s: %s; mend that and run report%n",
            days.from(), days.to().minusDays(1), e.getMessage());
        withoutReport += days.days().size();
      }
    }
  }

  /** The sealed days, those together that follow each other. */
  private static List<DayRange> sealed(List<DayResult> results) {
    List<DayRange> ranges = new ArrayList<>();
    for (DayResult result : results) {
      LocalDate day = result.comparison().day();
      int last = ranges.size() - 1;
      if (!result.sealed()) {
        continue;
      }
      if (last >= 0 && ranges.get(last).to().equals(day)) {
        ranges.set(last, new DayRange(ranges.get(last).from(), day.plusDays(1)));
      } else {
        ranges.add(DayRange.of(day));
      }
    }
    return ranges;
  }

  /** What is sealed stays sealed: the numbers are right, and nobody else can mend the rows. */
  private void scan(Night night, DayRange pass) {
    List<Sighting> found = night.personalData(pass);
    if (!found.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("personal data stands where it must not in the rows of these days:");
      ScanText.table(found).forEach(err::println);
      personal.addAll(found);
    }
  }
}

package io.daping.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.daping.batch.reconcile.DayComparison;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reconcile}: what stream and night say of a closed day, and why they differ. */
@Command(
    name = "reconcile",
    description =
        "Compares a closed day's numbers of stream and night; fails if one is unexplained.")
public final class ReconcileCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DAY", description = "A business day, e.g. 2026-11-11.")
  private LocalDate day;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    DayComparison comparison =
        NightSession.with("reconcile", common.settings(), night -> night.compare(day));
    spec.commandLine()
        .getOut()
        .println(json ? Reports.json(comparison) : Reports.table(comparison));
    return comparison.unexplained() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}

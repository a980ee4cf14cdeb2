package io.daping.batch.fsck;

import io.daping.batch.DayRange;
import io.daping.batch.DaySpan;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.RunLog;
import io.daping.batch.run.Step;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.NightTables;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fsck}: whether all that is stored is whole, and agrees. */
@Command(
    name = "fsck",
    description = {
      "Reads every file of every table, checkpoints, transaction ids, the place of every record,",
      "and the numbers of sealed days in HBase beside gold; fails if anything is wrong.",
      "Mends nothing; the jobs may run meanwhile."
    })
public final class FsckCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @ArgGroup private Days days;

  @Option(
      names = "--only",
      paramLabel = "CHECK",
      split = ",",
      description = "These checks only, e.g. files,records.")
  private List<String> only = List.of();

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  /** Sealed days; all else is looked at whole. */
  private static final class Days {
    @Option(
        names = "--day",
        paramLabel = "DAY",
        description = "Of sealed days this one only, e.g. 2026-11-11.")
    private LocalDate day;

    @ArgGroup(exclusive = false)
    private DaySpan span;
  }

  @Override
  public Integer call() throws IOException {
    DayRange range = range();
    Settings settings = common.settings();
    Catalogue catalogue = Catalogue.load();
    try (SparkSession spark = Sessions.start("fsck", settings)) {
      Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
      Fsck fsck = new Fsck(spark, settings, catalogue);
      RunLog runs = new RunLog(spark, settings, catalogue.version(), Clock.systemUTC());
      List<DayRun> run =
          runs.record(
              new RunLog.Work(Step.FSCK, List.of(), List.of()),
              () -> {
                List<Outcome> outcomes = fsck.run(range, only);
                print(outcomes);
                NightTables.of(settings).runs().create(spark);
                return List.of(FsckText.run(outcomes));
              });
      return run.get(0).passed() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private void print(List<Outcome> outcomes) {
    List<String> lines = json ? List.of(FsckText.json(outcomes)) : FsckText.lines(outcomes);
    lines.forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
  }

  private DayRange range() {
    if (days == null) {
      return null;
    }
    return days.day != null ? DayRange.of(days.day) : days.span.range(spec);
  }
}

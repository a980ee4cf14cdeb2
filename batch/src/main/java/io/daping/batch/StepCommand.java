package io.daping.batch;

import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A verb that is one step of the night over some days; fails if the step failed with any of them.
 */
abstract class StepCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Mixin private DaysOption days;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private final Step step;

  StepCommand(Step step) {
    this.step = step;
  }

  /** Does the step over the days of one pass. */
  abstract List<DayRun> run(Night night, DayRange pass);

  @Override
  public Integer call() {
    Settings settings = common.settings();
    DayRange range = days.range();
    List<DayRun> done =
        NightSession.alone(settings, range, night -> passes(night, range, settings));
    spec.commandLine()
        .getOut()
        .println(json ? Reports.json(step, done) : Reports.table(step, done));
    return done.stream().allMatch(DayRun::passed) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<DayRun> passes(Night night, DayRange range, Settings settings) {
    List<DayRun> done = new ArrayList<>();
    range.passes(settings.batch().daysPerPass()).forEach(pass -> done.addAll(run(night, pass)));
    return done;
  }
}

package io.daping.batch;

import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code recompute}: silver to gold. */
@Command(
    name = "recompute",
    description = "Computes each number of closed days from the complete events, into table gold.")
public final class RecomputeCommand extends StepCommand {
  RecomputeCommand() {
    super(Step.RECOMPUTE);
  }

  @Override
  List<DayRun> run(Night night, DayRange pass) {
    return night.recompute(pass);
  }
}

package io.daping.batch;

import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code check}: whether gold may be published. */
@Command(
    name = "check",
    description =
        "Looks whether gold keeps the rules of every publishable day; a day that breaks one is not"
            + " published.")
public final class CheckCommand extends StepCommand {
  CheckCommand() {
    super(Step.CHECK);
  }

  @Override
  List<DayRun> run(Night night, DayRange pass) {
    return night.check(pass);
  }
}

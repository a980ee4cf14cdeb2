package io.daping.batch;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code publish}: gold to HBase, sealed. */
@Command(
    name = "publish",
    description =
        "Makes gold's numbers what readers see of closed days, which check and reconcile have passed"
            + " as they are, and seals the days.")
public final class PublishCommand extends StepCommand {
  @Option(
      names = "--force",
      description =
          "Publishes what recompute made of days that did not pass, too, and writes days anew that are published as they are.")
  private boolean force;

  PublishCommand() {
    super(Step.PUBLISH);
  }

  @Override
  List<DayRun> run(Night night, DayRange pass) {
    return night.publish(pass, force ? Publish.ALWAYS : Publish.WHEN_EXPLAINED);
  }
}

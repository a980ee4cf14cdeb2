package io.daping.batch;

import io.daping.batch.complete.CompletenessCommand;
import io.daping.batch.dimension.DimensionCommand;
import io.daping.batch.fsck.FsckCommand;
import io.daping.batch.maintain.MaintainCommand;
import io.daping.batch.privacy.ForgetCommand;
import io.daping.batch.privacy.PrivacyCommand;
import io.daping.batch.quarantine.QuarantineCommand;
import io.daping.common.cli.Verbs;
import java.util.List;

/** The verbs of the night. */
public final class BatchMain {
  private BatchMain() {}

  public static void main(String[] args) {
    Verbs.run(args, commands().toArray());
  }

  /** The commands anew, for running, and for reading a command line without running it. */
  static List<Object> commands() {
    return List.of(
        new BatchCommand(),
        new RecomputeCommand(),
        new CheckCommand(),
        new ReconcileCommand(),
        new PublishCommand(),
        new ReportCommand(),
        new PrivacyCommand(),
        new ForgetCommand(),
        new DimensionCommand(),
        new QuarantineCommand(),
        new CompletenessCommand(),
        new FsckCommand(),
        new MaintainCommand(),
        new RebuildCommand(),
        new ErrorsCommand());
  }
}

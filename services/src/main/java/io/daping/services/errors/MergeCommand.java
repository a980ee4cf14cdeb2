package io.daping.services.errors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code errors merge}: makes two groups one. */
@Command(
    name = "merge",
    description = "Puts the errors of one group, past and to come, to those of another.")
final class MergeCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Parameters(index = "0", paramLabel = "FINGERPRINT", description = "The group that goes.")
  private String fingerprint;

  @Parameters(index = "1", paramLabel = "INTO", description = "The group that stays.")
  private String into;

  @Option(names = "--dry-run", description = "Shows what would change and changes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Applying applying = dryRun ? Applying.DRY_RUN : Applying.STORED;
    return asked.regroup(desk -> desk.merge(fingerprint, into, applying));
  }
}

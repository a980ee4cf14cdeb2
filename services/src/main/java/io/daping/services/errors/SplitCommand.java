package io.daping.services.errors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code errors split}: takes back a merge. */
@Command(
    name = "split",
    description =
        "Takes a fingerprint out of the group it was merged into; of a group, all that were merged into it.")
final class SplitCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Parameters(paramLabel = "FINGERPRINT", description = "Any fingerprint of the group.")
  private String fingerprint;

  @Option(names = "--dry-run", description = "Shows what would change and changes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Applying applying = dryRun ? Applying.DRY_RUN : Applying.STORED;
    return asked.regroup(desk -> desk.split(fingerprint, applying));
  }
}

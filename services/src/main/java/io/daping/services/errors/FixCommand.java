package io.daping.services.errors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code errors fix}: says that it is fixed. */
@Command(
    name = "fix",
    description =
        "Says which release fixed it: an event of that one or a later brings it back as regressed.")
final class FixCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Parameters(paramLabel = "FINGERPRINT", description = "Any fingerprint of the group.")
  private String fingerprint;

  @Option(names = "--release", required = true, description = "The first release without it.")
  private String release;

  @Override
  public Integer call() {
    return asked.change(fingerprint, desk -> desk.fix(fingerprint, release));
  }
}

package io.daping.services.errors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code errors archive}: puts a group away. */
@Command(name = "archive", description = "Puts a group away for good; reopen brings it back.")
final class ArchiveCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Parameters(paramLabel = "FINGERPRINT", description = "Any fingerprint of the group.")
  private String fingerprint;

  @Override
  public Integer call() {
    return asked.change(fingerprint, desk -> desk.archive(fingerprint));
  }
}

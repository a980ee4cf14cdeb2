package io.daping.services.errors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code errors reopen}: takes back that a group is fixed or archived. */
@Command(name = "reopen", description = "Takes back that a group is fixed or archived.")
final class ReopenCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Parameters(paramLabel = "FINGERPRINT", description = "Any fingerprint of the group.")
  private String fingerprint;

  @Override
  public Integer call() {
    return asked.change(fingerprint, desk -> desk.reopen(fingerprint));
  }
}

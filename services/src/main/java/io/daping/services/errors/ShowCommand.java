package io.daping.services.errors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code errors show}: one group with a sample. */
@Command(name = "show", description = "One group, with a sample and its full stack.")
final class ShowCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Parameters(paramLabel = "FINGERPRINT", description = "Any fingerprint of the group.")
  private String fingerprint;

  @Override
  public Integer call() {
    return asked.answer(desk -> desk.show(fingerprint), Printed::text, Printed::json);
  }
}

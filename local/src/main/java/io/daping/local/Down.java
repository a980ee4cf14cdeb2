package io.daping.local;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code down}: stops everything that {@code up} started in this home. */
@Command(name = "down", description = "Stops what up started in this home. Data stays.")
public final class Down implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    new Installation(common.settings(), common.asArguments(), System.err).down(Services.all());
    return ExitCode.DONE;
  }
}

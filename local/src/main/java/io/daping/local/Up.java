package io.daping.local;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: starts what does not run yet, and returns when all of it serves. */
@Command(
    name = "up",
    description = "Starts Kafka, HBase, the streaming jobs and the wall in the background.")
public final class Up implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--only",
      paramLabel = "SERVICES",
      description = "Some of kafka,hbase,stream,wall,collect. Default: all but collect.")
  private String only;

  @Override
  public Integer call() {
    Settings settings = common.settings();
    new Installation(settings, common.asArguments(), System.err)
        .up(only == null ? Services.ofThisMachine(settings) : Services.named(only));
    return ExitCode.DONE;
  }
}

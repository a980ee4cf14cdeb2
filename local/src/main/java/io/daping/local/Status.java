package io.daping.local;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: processes, how far the queries are, what became of the events. */
@Command(name = "status", description = "Shows processes, queries and topics of this home.")
public final class Status implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    StatusReport report = new Observation(common.settings()).report();
    System.out.println(json ? report.asJson() : report.asText());
    return ExitCode.DONE;
  }
}

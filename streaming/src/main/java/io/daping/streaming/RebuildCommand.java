package io.daping.streaming;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rebuild}: the launcher runs its parts one after the other, each in its module. */
@Command(
    name = "rebuild",
    subcommands = {
      RebuildStreamCommand.class,
      RebuildWarmCommand.class,
      RebuildCompareCommand.class,
      RebuildDiscardCommand.class
    },
    description = {
      "Makes all that HBase held again from Delta, into empty tables, while nothing else runs.",
      "Runs `rebuild stream`, then `rebuild nights`, and takes the options of both."
    })
public final class RebuildCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a part: stream, nights, warm, compare or discard");
  }
}

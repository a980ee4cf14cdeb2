package io.daping.batch.quarantine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quarantine}: what intake refused, and the way back. */
@Command(
    name = "quarantine",
    synopsisSubcommandLabel = "list|show|replay",
    description = "What intake refused and why, and the way back for what was repaired.",
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class QuarantineCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** The verb, whose work its subcommands do. */
  public QuarantineCommand() {}
}

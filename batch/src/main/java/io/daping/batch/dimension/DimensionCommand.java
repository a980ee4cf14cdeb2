package io.daping.batch.dimension;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dimension}: what is known of items and users, and since when. */
@Command(
    name = "dimension",
    synopsisSubcommandLabel = "load|show",
    description = "Loads and shows what is known of items and users.",
    subcommands = {LoadCommand.class, ShowCommand.class})
public final class DimensionCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** The verb, whose work its subcommands do. */
  public DimensionCommand() {}
}

package io.daping.services.errors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code errors}: groups of errors. */
@Command(
    name = "errors",
    synopsisSubcommandLabel = "list|show|fix|archive|reopen|merge|split|regroup",
    description = "Errors of applications, those that are one in one group.",
    footer = "errors regroup reads tables and has a help of its own: errors regroup --help",
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      FixCommand.class,
      ArchiveCommand.class,
      ReopenCommand.class,
      MergeCommand.class,
      SplitCommand.class
    })
public final class ErrorsCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** The verb, whose work its subcommands do. */
  public ErrorsCommand() {}
}

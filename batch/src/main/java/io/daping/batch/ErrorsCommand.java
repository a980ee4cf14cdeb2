package io.daping.batch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The part of verb {@code errors} that reads tables: {@code errors regroup}. */
@Command(
    name = "errors",
    synopsisSubcommandLabel = "regroup",
    description = "Errors of applications, those that are one in one group.",
    subcommands = RegroupCommand.class)
public final class ErrorsCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** The verb, whose work its subcommand does. */
  public ErrorsCommand() {}
}

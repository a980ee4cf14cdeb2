package io.daping.services;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.serve.Layer;
import io.daping.services.cells.PublishedCells;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dump --canonical}: every published cell, for comparing two runs byte by byte. */
@Command(
    name = "dump",
    description = "Every published cell: metric, grain, window start, by, dimension, value.")
final class DumpCommand implements Callable<Integer> {
  private final PublishedCells.Opener cells;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--canonical",
      required = true,
      description = "Tab-separated, sorted bytewise; the only form.")
  private boolean canonical;

  @Option(
      names = "--layer",
      defaultValue = "served",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Layer layer;

  DumpCommand(PublishedCells.Opener cells) {
    this.cells = cells;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (PublishedCells open = cells.open(common.settings())) {
      open.dump().write(layer, out);
    }
    out.flush();
    return ExitCode.DONE;
  }
}

package io.daping.services;

import io.daping.common.cli.Failure;
import io.daping.common.cli.Verbs;
import io.daping.common.config.Settings;
import io.daping.services.cells.PublishedCells;

/** The verbs of this module. */
public final class ServicesMain {
  private ServicesMain() {}

  public static void main(String[] args) {
    Verbs.run(args, commands(ServicesMain::published));
  }

  static Object[] commands(PublishedCells.Opener cells) {
    return new Object[] {new ServeCommand(cells), new QueryCommand(cells), new DumpCommand(cells)};
  }

  private static PublishedCells published(Settings settings) {
    throw new Failure(
        "no store of cells is built in; its tables would be those of " + settings.hbase());
  }
}

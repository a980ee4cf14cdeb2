package io.daping.services;

import io.daping.common.cli.Verbs;
import io.daping.services.cells.HBaseCells;
import io.daping.services.cells.PublishedCells;
import io.daping.services.collect.CollectCommand;
import io.daping.services.errors.ErrorsCommand;

/** The verbs of this module. */
public final class ServicesMain {
  private ServicesMain() {}

  public static void main(String[] args) {
    Verbs.run(args, commands(HBaseCells::open));
  }

  static Object[] commands(PublishedCells.Opener cells) {
    return new Object[] {
      new ServeCommand(cells),
      new QueryCommand(cells),
      new DumpCommand(cells),
      new CollectCommand(),
      new ErrorsCommand()
    };
  }
}

package io.daping.bench;

import io.daping.bench.race.BenchCommand;
import io.daping.common.cli.Verbs;

/** The verb of the bench. */
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) {
    Verbs.run(args, new BenchCommand());
  }
}

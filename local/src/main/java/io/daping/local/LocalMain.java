package io.daping.local;

import io.daping.common.cli.Verbs;
import io.daping.local.hbase.HBaseServer;
import io.daping.local.kafka.KafkaBroker;
import io.daping.local.load.GenerateCommand;
import io.daping.local.load.ReplayCommand;

/** The verbs of this module. */
public final class LocalMain {
  private LocalMain() {}

  public static void main(String[] args) {
    Verbs.run(
        args,
        new Up(),
        new Down(),
        new Status(),
        new Demo(),
        new GenerateCommand(),
        new ReplayCommand(),
        new KafkaBroker(),
        new HBaseServer());
  }
}

package io.daping.batch.privacy;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.privacy.KeyRing;
import io.daping.common.privacy.TokenKey;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code privacy scan|keys|rotate}: the proof scan and the keys of the tokens. */
@Command(
    name = "privacy",
    synopsisSubcommandLabel = "scan|keys|rotate",
    description = "Looks for personal data where it must not be; the keys of its tokens.")
public final class PrivacyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which: scan, keys or rotate?");
  }

  @Command(
      name = "scan",
      description = {
        "Looks for phone, e-mail, id-card and bank-card numbers in every table but bronze and",
        "quarantine, every cell, the logs and the exports; fails if there is one."
      })
  int scan(
      @Mixin CommonOptions common,
      @Option(names = "--json", description = "One JSON document on standard output.") boolean json)
      throws IOException {
    Settings settings = common.settings();
    Scan.Result result;
    try (SparkSession spark = Sessions.start("privacy-scan", settings)) {
      Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
      DeltaTables.of(settings).create(spark);
      result = new Scan(spark, settings).everything();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ScanText.json(result));
    } else {
      ScanText.table(result.sightings()).forEach(out::println);
      result.open().forEach(out::println);
      out.println(
          result.isClean()
              ? "nothing personal outside of bronze and quarantine"
              : "personal data stands where it must not: " + result.sightings().size() + " places");
    }
    return result.isClean() ? ExitCode.DONE : ExitCode.FAILED;
  }

  @Command(
      name = "keys",
      description = "The ids of the token keys; the active one makes new tokens.")
  int keys(@Mixin CommonOptions common) {
    print(common.settings().privacy().keys().read());
    return ExitCode.DONE;
  }

  @Command(
      name = "rotate",
      description = "Adds a key, by which tokens are made from the next micro-batch on.")
  int rotate(@Mixin CommonOptions common) {
    print(common.settings().privacy().keys().rotate());
    return ExitCode.DONE;
  }

  private void print(KeyRing ring) {
    for (TokenKey key : ring.keys()) {
      spec.commandLine()
          .getOut()
          .println(key.id() + (key.id().equals(ring.active()) ? " active" : ""));
    }
  }
}

package io.daping.streaming;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.spark.FactSchema;
import io.daping.common.spark.Sessions;
import io.daping.streaming.rebuild.Rebuild;
import io.daping.streaming.rebuild.StreamRebuild.Readers;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rebuild warm}: a new generation of tables, while the jobs run on the old one. */
@Command(
    name = "warm",
    description = {
      "Counts what is in Delta into the tables of another prefix, while the jobs run.",
      "What comes meanwhile is counted when this, or `rebuild`, is run again with that prefix."
    })
final class RebuildWarmCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    OneWriter lock = OneWriter.lock(settings.home().run(), "rebuild");
    try (SparkSession spark = Sessions.startStream("rebuild", settings)) {
      FactSchema.check(spark, Catalogue.load());
      new Rebuild(spark, settings, spec.commandLine().getErr()::println)
          .warm(new Readers(Job.METRICS.court(settings), Job.INTAKE.ordinal()));
    } finally {
      lock.close();
    }
    return ExitCode.DONE;
  }
}

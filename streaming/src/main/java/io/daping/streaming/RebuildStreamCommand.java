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
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rebuild stream}: the first part, what the stream had written. Its result is left in the
 * control table, for the second part to print.
 */
@Command(
    name = "stream",
    description = "First part: realtime cells, what queries remember, and where they stand.")
final class RebuildStreamCommand implements Callable<Integer> {
  /** Whoever writes HBase or the tables that it is made from. */
  private static final List<String> WRITERS =
      List.of("intake", "metrics", "journey", "dimension", "batch", "forget", "rebuild");

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON document on standard output, at the end.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    PrintWriter err = spec.commandLine().getErr();
    List<OneWriter> locks = OneWriter.lockAll(settings.home().run(), WRITERS);
    try (SparkSession spark = Sessions.startStream("rebuild", settings)) {
      FactSchema.check(spark, Catalogue.load());
      new Rebuild(spark, settings, err::println)
          .run(new Readers(Job.METRICS.court(settings), Job.INTAKE.ordinal()));
    } finally {
      locks.forEach(OneWriter::close);
    }
    return ExitCode.DONE;
  }
}

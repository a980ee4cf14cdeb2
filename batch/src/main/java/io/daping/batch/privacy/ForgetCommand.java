package io.daping.batch.privacy;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forget}: erases a person from everything that Daping keeps. */
@Command(
    name = "forget",
    description = {
      "Erases a person by user id from tables, cells, quarantine, logs and exports, and looks again.",
      "Stop the streaming jobs first."
    })
public final class ForgetCommand implements Callable<Integer> {
  /** Whatever else has run in this home is locked, too. */
  private static final List<String> WRITERS =
      List.of("intake", "metrics", "journey", "dimension", "batch", "forget");

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "USER", description = "The user_id.")
  private String user;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    List<OneWriter> locks = OneWriter.lockAll(settings.home().run(), WRITERS);
    try (SparkSession spark = Sessions.start("forget", settings)) {
      Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
      DeltaTables.of(settings).create(spark);
      Forget.Result result = new Forget(spark, settings, Clock.systemUTC()).user(user);
      print(result, settings);
      return result.remains().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      locks.forEach(OneWriter::close);
    }
  }

  private void print(Forget.Result result, Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    result.erased().forEach((store, n) -> out.printf("%-10s%,10d erased%n", store, n));
    if (!result.days().isEmpty()) {
      out.println(
          "Published numbers of "
              + result.days()
              + " stay as they are sealed; a night of these days would find the rows missing.");
    }
    out.println(
        "Kafka still holds the person's records until its retention ends (%d h): what is read again"
                .formatted(settings.kafka().retention().toHours())
            + " comes back.");
    result.remains().forEach(line -> out.println("STILL THERE: " + line));
  }
}

package io.daping.batch;

import io.daping.batch.SealedDays.Restored;
import io.daping.batch.publish.NoteLog;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.RebuildMark;
import io.daping.common.hbase.RebuildMark.Stage;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.NightTables;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rebuild nights}: the second part of a rebuild, which ends it. Killed, it can be run again
 * alone.
 */
@Command(
    name = "nights",
    description = "Second part: the sealed days, and what people said of groups of errors.")
final class RebuildNightsCommand implements Callable<Integer> {
  private static final List<String> WRITERS =
      List.of("intake", "metrics", "journey", "dimension", "batch", "forget", "rebuild");

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    List<OneWriter> locks = OneWriter.lockAll(settings.home().run(), WRITERS);
    try (SparkSession spark = Sessions.start("rebuild", settings)) {
      print(rebuild(spark, settings));
    } finally {
      locks.forEach(OneWriter::close);
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> rebuild(SparkSession spark, Settings settings) {
    HBase hbase = SharedHBase.of(HBase.Target.of(settings));
    RebuildMark mark =
        new Installation(hbase)
            .rebuild()
            .filter(m -> m.stage() == Stage.STREAMED)
            .orElseThrow(this::refusal);
    NightTables.of(settings).create(spark);
    int notes = new NoteLog(spark, settings).restore();
    Restored days =
        new SealedDays(spark, settings, Catalogue.load(), spec.commandLine().getErr()::println)
            .restore();
    Tables.create(hbase, settings);
    new ControlStore(hbase).endRebuild();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("days", days.days());
    result.put("days_changed", days.changed());
    result.put("numbers", days.numbers());
    result.putAll(mark.result());
    result.put("error_notes", notes);
    result.put("seconds", Duration.between(mark.begun(), Instant.now()).toSeconds());
    return result;
  }

  private Refusal refusal() {
    return new Refusal(
        "the first part of a rebuild has not been done", "Run `bin/daping rebuild`: it does both.");
  }

  private void print(Map<String, Object> result) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(result));
    } else {
      result.forEach((name, value) -> out.printf("%-16s %s%n", name, Json.of(value)));
    }
  }
}

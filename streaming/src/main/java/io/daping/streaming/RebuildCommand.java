package io.daping.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.spark.FactSchema;
import io.daping.common.spark.Sessions;
import io.daping.streaming.rebuild.Rebuild;
import io.daping.streaming.rebuild.Rebuilt;
import io.daping.streaming.rebuild.StreamRebuild.Readers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebuild}: HBase from Delta, while nothing else runs. */
@Command(
    name = "rebuild",
    description = "Makes all that HBase held again from Delta, into empty tables.")
public final class RebuildCommand implements Callable<Integer> {
  private static final List<String> WRITERS =
      List.of("intake", "metrics", "journey", "dimension", "batch", "forget", "rebuild");

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    long begun = System.nanoTime();
    Settings settings = common.settings();
    List<OneWriter> locks = OneWriter.lockAll(settings.home().run(), WRITERS);
    try (SparkSession spark = Sessions.start("rebuild", settings)) {
      FactSchema.check(spark, Catalogue.load());
      Rebuilt rebuilt =
          new Rebuild(spark, settings, spec.commandLine().getErr()::println)
              .run(new Readers(Job.METRICS.court(settings), Job.INTAKE.ordinal()));
      print(rebuilt, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    } finally {
      locks.forEach(OneWriter::close);
    }
    return ExitCode.DONE;
  }

  private void print(Rebuilt rebuilt, long seconds) throws JsonProcessingException {
    Map<String, Object> document = new LinkedHashMap<>();

    document.put("cells", rebuilt.cells());
    document.put("batches", rebuilt.batches());
    document.put("records", rebuilt.records());
    document.put("erased_records", rebuilt.erased());
    document.put("unlike_tables", rebuilt.unlikeTables());
    document.put("days_not_rebuilt", rebuilt.cutDays().stream().map(Object::toString).toList());
    document.put("seconds", seconds);
    if (json) {
      spec.commandLine()
          .getOut()
          .println(JsonMapper.builder().build().writeValueAsString(document));
    } else {
      document.forEach(
          (name, value) -> spec.commandLine().getOut().printf("%-16s %s%n", name, value));
    }
  }
}

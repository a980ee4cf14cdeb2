package io.daping.batch.dimension;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.spark.DimensionTable;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dimension load}: takes a list of items or users. */
@Command(
    name = "load",
    description = "Takes a list: a CSV with a header, JSON lines, or a Delta table.")
final class LoadCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TABLE", description = "${COMPLETION-CANDIDATES}")
  private DimensionTable table;

  @Parameters(index = "1", paramLabel = "PATH", description = "Any Hadoop path.")
  private String path;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Since when it is so: an ISO instant, or a date of the business zone (now).")
  private String at;

  @Option(names = "--partial", description = "What the list lacks stays as it is.")
  private boolean partial;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    History history =
        new History(
            table,
            Timestamp.from(at(settings.zone())),
            partial ? History.Whole.PARTIAL : History.Whole.COMPLETE);
    OneWriter lock = OneWriter.lock(settings.home().run(), "dimension");
    try (SparkSession spark = Sessions.start("dimension", settings)) {
      Map<String, Long> counts = new DimensionLoad(spark, settings).load(path, history);
      spec.commandLine().getOut().println(line(counts));
    } finally {
      lock.close();
    }
    return ExitCode.DONE;
  }

  private String line(Map<String, Long> counts) {
    return "%s: %d new, %d changed, %d closed, %d equal"
        .formatted(
            table.code(),
            counts.getOrDefault(History.NEW, 0L),
            counts.getOrDefault(History.CHANGED, 0L),
            counts.getOrDefault(History.CLOSED, 0L),
            counts.getOrDefault(History.EQUAL, 0L));
  }

  private Instant at(ZoneId zone) {
    if (at == null) {
      return Instant.now();
    }
    try {
      return at.contains("T")
          ? Instant.parse(at)
          : LocalDate.parse(at).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--at must be a date or an ISO instant, e.g. 2026-11-11 or 2026-11-11T02:00:00Z, was "
              + at);
    }
  }
}

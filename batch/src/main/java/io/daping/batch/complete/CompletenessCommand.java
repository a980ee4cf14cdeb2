package io.daping.batch.complete;

import io.daping.batch.run.DayRun;
import io.daping.batch.run.RunLog;
import io.daping.batch.run.RunLog.Work;
import io.daping.batch.run.Step;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import io.daping.common.spark.Sessions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completeness}: whether all that our producers sent has landed. */
@Command(
    name = "completeness",
    description =
        "Compares what our producers sent with what landed, by source, topic and minute of sending;"
            + " fails if a record is missing or came from nowhere.")
public final class CompletenessCommand implements Callable<Integer> {
  /** Of which each has a run record of its own. */
  private static final int MOST_DAYS = 100;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @ArgGroup private When when = new When();

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private static final class When {
    @Parameters(
        paramLabel = "DAY",
        arity = "0..1",
        description = "A business day of sending, e.g. 2026-11-11 (default: today).")
    private LocalDate day;

    @ArgGroup(exclusive = false)
    private Span span;
  }

  private static final class Span {
    @Option(
        names = "--from",
        paramLabel = "T",
        required = true,
        description = "First time of sending, a date or an instant such as 2026-11-11T08:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "T", required = true, description = "The end, exclusive.")
    private String to;
  }

  @Override
  public Integer call() {
    Settings settings = common.settings();
    Minutes minutes = minutes(settings.zone());
    CompletenessReport report = report(minutes, settings);
    spec.commandLine().getOut().println(json ? report.json() : report.table());
    return report.holds() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static CompletenessReport report(Minutes minutes, Settings settings) {
    SparkSession spark = Sessions.start("completeness", settings);
    try {
      HBase hbase = SharedHBase.of(HBase.Target.of(settings));
      Tables.create(hbase, settings);
      DeltaTables.of(settings).create(spark);
      NightTables.of(settings).create(spark);
      Completeness completeness = new Completeness(spark, settings, new ControlStore(hbase));
      List<CompletenessReport> made = new ArrayList<>();
      runs(spark, settings)
          .record(
              new Work(Step.COMPLETENESS, days(minutes, settings.zone()), inputs(settings)),
              () -> {
                made.add(new CompletenessReport(minutes, completeness.of(minutes)));
                return runs(made.get(0), settings.zone());
              });
      return made.get(0);
    } finally {
      spark.stop();
    }
  }

  private static RunLog runs(SparkSession spark, Settings settings) {
    return new RunLog(spark, settings, Catalogue.load().version(), Clock.systemUTC());
  }

  private static List<Table> inputs(Settings settings) {
    List<Table> inputs = new ArrayList<>(DeltaTables.of(settings).clear());
    Arrays.stream(Topic.values()).map(DeltaTables.of(settings)::silver).forEach(inputs::add);
    return inputs;
  }

  /** None of a range that is not meant by its days, such as one without an end. */
  private static List<LocalDate> days(Minutes minutes, ZoneId zone) {
    LocalDate first = minutes.start().atZone(zone).toLocalDate();
    LocalDate end = minutes.end().minusMillis(1).atZone(zone).toLocalDate().plusDays(1);
    return end.isAfter(first.plusDays(MOST_DAYS)) ? List.of() : first.datesUntil(end).toList();
  }

  private static List<DayRun> runs(CompletenessReport report, ZoneId zone) {
    List<LocalDate> days = days(report.range(), zone);
    return days.isEmpty()
        ? List.of(run(null, report))
        : days.stream().map(day -> run(day, report.of(day, zone))).toList();
  }

  private static DayRun run(LocalDate day, CompletenessReport report) {
    return new DayRun(day, report.holds(), report.landed(), null, report.summary());
  }

  private Minutes minutes(ZoneId zone) {
    if (when.span == null) {
      return Minutes.of(when.day == null ? LocalDate.now(zone) : when.day, zone);
    }
    Instant from = instant("--from", when.span.from, zone);
    Instant to = instant("--to", when.span.to, zone);
    if (!from.isBefore(to)) {
      throw new ParameterException(spec.commandLine(), "--to must be after --from");
    }
    return Minutes.between(from, to);
  }

  private Instant instant(String option, String text, ZoneId zone) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + " must be a date or an instant such as 2026-11-11T08:00:00Z, was " + text,
          e);
    }
  }
}

package io.daping.batch.run;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.batch.DayRange;
import io.daping.common.config.Settings;
import io.daping.common.fault.BegunStep;
import io.daping.common.fault.BegunSteps;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.jdk.javaapi.CollectionConverters;

/** Writes and reads the run records, see {@link NightTables#runs}. */
public final class RunLog {
  private static final String PASSED = "passed";
  private static final String FAILED = "failed";

  private final SparkSession spark;
  private final Table table;
  private final int catalogueVersion;
  private final Clock clock;
  private final BegunSteps begunSteps;
  private final String runId = UUID.randomUUID().toString();
  private final Map<Step, Map<LocalDate, DayRun>> own = new EnumMap<>(Step.class);

  public RunLog(SparkSession spark, Settings settings, int catalogueVersion, Clock clock) {
    this.spark = spark;
    this.table = NightTables.of(settings).runs();
    this.catalogueVersion = catalogueVersion;
    this.clock = clock;
    this.begunSteps = settings.home().steps();
  }

  /** A step of some days, or of none, that reads these tables. */
  public record Work(Step step, List<LocalDate> days, List<Table> inputs) {
    public static Work of(Step step, DayRange range, List<Table> inputs) {
      return new Work(step, range.days(), inputs);
    }
  }

  /**
   * Does a step and writes what it did with each day; a step that throws has failed with each. One
   * that is killed has no record, but {@link BegunSteps} knows it.
   *
   * @return what the work returned
   */
  public List<DayRun> record(Work work, Supplier<List<DayRun>> doing) {
    Instant started = clock.instant();
    Path mark = begunSteps.begun(BegunStep.here(work.step().verb(), work.days(), started));
    try {
      return record(work, started, doing);
    } finally {
      begunSteps.ended(mark);
    }
  }

  private List<DayRun> record(Work work, Instant started, Supplier<List<DayRun>> doing) {
    Map<String, Long> versions = versions(work.inputs());
    long begun = System.nanoTime();
    try {
      List<DayRun> done = doing.get();
      write(work.step(), started, Duration.ofNanos(System.nanoTime() - begun), versions, done);
      return done;
    } catch (RuntimeException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      write(work.step(), started, took, versions, failed(work.days(), e));
      throw e;
    }
  }

  /**
   * What a step last did with each of these days, those that it has seen. The days are this
   * process's own meanwhile, so what it has done itself is the last.
   */
  public Map<LocalDate, DayRun> latest(Step step, DayRange range) {
    Map<LocalDate, DayRun> known = own.getOrDefault(step, Map.of());
    return known.keySet().containsAll(range.days()) ? known : written(step, range);
  }

  private Map<LocalDate, DayRun> written(Step step, DayRange range) {
    Map<LocalDate, DayRun> latest = new HashMap<>();
    table
        .read(spark)
        .where(col("step").equalTo(step.verb()).and(range.holds(col("day"))))
        .select("day", "outcome", "rows", "digest", "detail", "started")
        .orderBy("started")
        .collectAsList()
        .forEach(row -> latest.put(row.getDate(0).toLocalDate(), run(row)));
    return latest;
  }

  private static DayRun run(Row row) {
    return new DayRun(
        row.getDate(0).toLocalDate(),
        row.getString(1).equals(PASSED),
        row.getLong(2),
        row.isNullAt(3) ? null : row.getLong(3),
        row.getString(4));
  }

  private static List<DayRun> failed(List<LocalDate> days, RuntimeException e) {
    String detail = error(e);
    return days.isEmpty()
        ? List.of(new DayRun(null, false, 0, null, detail))
        : days.stream().map(day -> new DayRun(day, false, 0, null, detail)).toList();
  }

  private static String error(RuntimeException e) {
    try {
      return new ObjectMapper().writeValueAsString(Map.of("error", String.valueOf(e.getMessage())));
    } catch (JsonProcessingException wrong) {
      throw new IllegalStateException("a text is always JSON", wrong);
    }
  }

  private Map<String, Long> versions(List<Table> inputs) {
    Map<String, Long> versions = new HashMap<>();
    for (Table input : inputs) {
      String name = input.path().substring(input.path().lastIndexOf('/') + 1);
      versions.put(name, DeltaLog.forTableWithSnapshot(spark, input.path())._2().version());
    }
    return versions;
  }

  private void remember(Step step, List<DayRun> runs) {
    Map<LocalDate, DayRun> days = own.computeIfAbsent(step, s -> new HashMap<>());
    runs.forEach(run -> days.put(run.day(), run));
  }

  private void write(
      Step step, Instant started, Duration took, Map<String, Long> inputs, List<DayRun> runs) {
    remember(step, runs);
    Date month = Date.valueOf(started.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1));
    double secondsEach = took.toMillis() / 1_000.0 / Math.max(1, runs.size());
    List<Row> rows =
        runs.stream()
            .map(
                run ->
                    RowFactory.create(
                        runId,
                        step.verb(),
                        run.day() == null ? null : Date.valueOf(run.day()),
                        run.passed() ? PASSED : FAILED,
                        Timestamp.from(started),
                        secondsEach,
                        catalogueVersion,
                        CollectionConverters.asScala(inputs),
                        run.rows(),
                        run.digest(),
                        run.detail(),
                        month))
            .toList();
    spark
        .createDataFrame(rows, table.schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(table.path());
  }
}

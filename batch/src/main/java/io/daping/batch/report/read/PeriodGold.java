package io.daping.batch.report.read;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.unix_millis;

import io.daping.batch.DayRange;
import io.daping.batch.Histories;
import io.daping.batch.JudgedDays;
import io.daping.batch.Silver;
import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.Recompute;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.config.ReportSettings.Span;
import io.daping.common.event.Topic;
import io.daping.common.fact.NightFacts;
import io.daping.common.fact.Source;
import io.daping.common.spark.NightTables;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A period's numbers in rows of gold, as if it were one long day: what is distinct is told apart
 * over all of it, quantiles are of all its numbers. The events come from silver, through the same
 * steps as the night's, all at the period's first moment; what only adds up (intake, application
 * logs, hours) comes from gold's minutes.
 */
public record PeriodGold(Silver silver, Catalogue catalogue) {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  /**
   * @param name the day that the rows bear
   */
  public Dataset<Row> of(Span span, LocalDate name) {
    Dataset<Row> minutes = minutes(span);
    return events(span)
        .unionByName(added(minutes))
        .unionByName(hours(minutes, span))
        .withColumn("day", lit(name));
  }

  private Dataset<Row> events(Span span) {
    DayRange days = Periods.days(span, silver.settings().zone());
    Catalogue shown = ofOneDay();
    JudgedDays judged = JudgedDays.read(days, silver, silver.settings(), shown);
    Histories histories = new Histories(silver, judged);
    try {
      Map<NightFacts, Dataset<Row>> facts = new EnumMap<>(NightFacts.class);
      histories.facts().forEach((kind, rows) -> facts.put(kind, atOnce(rows, span)));
      List<Dataset<Row>> cells = new ArrayList<>();
      Map<Topic, Dataset<Row>> events = judged.ofTheDays();
      for (TopicCells of : TopicCells.ofTopics(shown)) {
        if (events.containsKey(of.topic())) {
          Recompute recompute = JudgedDays.recompute(of, silver.settings());
          cells.add(recompute.cells(atOnce(events.get(of.topic()), span), facts));
        }
      }
      return cells.stream()
          .reduce(Dataset::unionByName)
          .map(all -> new GoldRows(shown).of(all))
          .map(rows -> rows.select(GoldNumbers.columns()).localCheckpoint())
          .orElseGet(() -> gold().limit(0).select(GoldNumbers.columns()));
    } finally {
      histories.close();
      judged.close();
    }
  }

  /** What is counted from events here: of one long day, and by what a report shows alone. */
  private Catalogue ofOneDay() {
    List<Metric> metrics =
        catalogue.metrics().stream()
            .filter(m -> m.source() != Source.INTAKE && m.source() != Source.APPLOG)
            .map(PeriodGold::ofOneDay)
            .filter(m -> !m.by().isEmpty())
            .toList();
    return new Catalogue(catalogue.version(), metrics, List.of());
  }

  private static Metric ofOneDay(Metric m) {
    List<Dimension> shown = m.by().stream().filter(d -> GoldNumbers.shows(d.name())).toList();
    return m.keptBy(shown, m.grains().stream().filter(g -> g == Grain.DAY).toList());
  }

  /** What of it lies in the period, at its first moment: all of one window. */
  private static Dataset<Row> atOnce(Dataset<Row> rows, Span span) {
    return rows.where(Periods.holds(span, col("event_time")))
        .withColumn("event_time", lit(span.from().toEpochMilli()));
  }

  private Dataset<Row> minutes(Span span) {
    DayRange days = Periods.days(span, silver.settings().zone());
    return gold()
        .where(days.predicate())
        .where(isOf(Grain.MINUTE))
        .where(Periods.holds(span, unix_millis(col("window_start"))));
  }

  private Dataset<Row> added(Dataset<Row> minutes) {
    Object[] metrics =
        catalogue.metrics().stream()
            .filter(m -> m.source() == Source.INTAKE || m.source() == Source.APPLOG)
            .filter(m -> m.state() == State.EVENTS)
            .map(Metric::name)
            .toArray();
    return summed(minutes.where(col("metric").isin(metrics)), Grain.DAY);
  }

  /** Hours that begin with the period, so that two periods can be laid side by side. */
  private static Dataset<Row> hours(Dataset<Row> minutes, Span span) {
    long from = span.from().toEpochMilli();
    Column since = unix_millis(col("window_start")).minus(from);
    Column start = lit(from).plus(since.minus(since.mod(HOUR_MS)));
    Dataset<Row> shown =
        minutes
            .where(col("by").equalTo("total").and(col("metric").isin(GoldNumbers.HOURLY.toArray())))
            .withColumn("window_start", timestamp_millis(start));
    return summed(shown, Grain.HOUR);
  }

  private static Dataset<Row> summed(Dataset<Row> minutes, Grain grain) {
    Column window = grain == Grain.DAY ? lit(null).cast("timestamp") : col("window_start");
    return minutes
        .groupBy(
            col("metric"),
            lit(grain.grainName()).as("grain"),
            window.as("window_start"),
            col("by"),
            col("dimension"),
            col("currency"))
        .agg(sum("value").as("value"))
        .withColumn("state", lit(null).cast("binary"))
        .withColumn("day", lit(null).cast("date"))
        .select(GoldNumbers.columns());
  }

  private Dataset<Row> gold() {
    return NightTables.of(silver.settings()).gold().read(silver.spark());
  }

  private static Column isOf(Grain grain) {
    return col("grain").equalTo(grain.grainName());
  }
}

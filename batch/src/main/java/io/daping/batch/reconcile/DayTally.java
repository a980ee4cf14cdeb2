package io.daping.batch.reconcile;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Gathers the comparisons of several days from the rows of a few aggregates. */
final class DayTally {
  private final Catalogue catalogue;
  private final ZoneId zone;
  private final Map<LocalDate, Counts> days = new HashMap<>();

  DayTally(Catalogue catalogue, ZoneId zone) {
    this.catalogue = catalogue;
    this.zone = zone;
  }

  private static final class Counts {
    private long equal;
    private long open;
    private long unexplained;
    private long unexplainedExact;
    private final Map<Cause, Long> explained = new EnumMap<>(Cause.class);
    private final List<Difference> first = new ArrayList<>();

    private void explain(Cause cause, long n) {
      explained.merge(cause, n, Long::sum);
    }
  }

  /** Rows of day, verdict, n. */
  void count(List<Row> verdicts) {
    for (Row row : verdicts) {
      Counts counts = of(row);
      String verdict = row.getString(1);
      long n = row.getLong(2);
      if (verdict.equals(Comparison.EQUAL)) {
        counts.equal += n;
      } else if (verdict.equals(Comparison.OPEN)) {
        counts.open += n;
      } else {
        counts.explain(Cause.named(verdict), n);
      }
    }
  }

  boolean hasOpen() {
    return days.values().stream().anyMatch(c -> c.open > 0);
  }

  /** Rows of day, cause or null, whether the metric is exact, n. */
  void attribute(List<Row> causes) {
    for (Row row : causes) {
      Counts counts = of(row);
      long n = row.getLong(3);
      if (!row.isNullAt(1)) {
        counts.explain(Cause.values()[row.getInt(1)], n);
      } else {
        counts.unexplained += n;
        counts.unexplainedExact += row.getBoolean(2) ? n : 0;
      }
    }
  }

  /** Rows of differences, in the order in which they are to be shown. */
  void show(List<Row> differences) {
    differences.forEach(row -> of(row).first.add(difference(row)));
  }

  DayComparison comparison(LocalDate day) {
    Counts c = days.computeIfAbsent(day, d -> new Counts());
    long explained = c.explained.values().stream().mapToLong(Long::longValue).sum();
    return new DayComparison(
        day,
        c.equal + explained + c.unexplained,
        c.equal,
        c.explained,
        c.unexplained,
        c.unexplainedExact,
        c.first);
  }

  private Counts of(Row row) {
    LocalDate day = row.getDate(row.fieldIndex("day")).toLocalDate();
    return days.computeIfAbsent(day, d -> new Counts());
  }

  private Difference difference(Row row) {
    Metric metric = catalogue.metric(row.<Integer>getAs("metric")).orElseThrow();
    int by = row.getAs("by");
    String dimension =
        metric.by().stream()
            .filter(d -> d.id() == by)
            .map(Dimension::name)
            .findFirst()
            .orElseThrow();
    Instant start = Instant.ofEpochMilli(row.<Long>getAs("window"));
    String currency = row.getAs("currency");
    return new Difference(
        metric.name(),
        Grain.values()[row.<Integer>getAs("grain")].grainName(),
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start.atZone(zone)),
        dimension,
        row.getAs("dimension"),
        currency.isEmpty() ? null : currency,
        row.getAs("stream"),
        row.getAs("batch"));
  }
}

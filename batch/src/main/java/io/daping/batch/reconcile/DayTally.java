package io.daping.batch.reconcile;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.fact.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Gathers the comparisons of several days from the rows of a few aggregates. */
final class DayTally {
  /** What all the aggregates' rows begin with. */
  static final String[] KEY = {"day", "metric", "grain", "by"};

  private final Catalogue catalogue;
  private final ZoneId zone;
  private final Map<LocalDate, Map<Place, Counts>> days = new HashMap<>();
  private final Map<LocalDate, List<Difference>> first = new HashMap<>();
  private final Set<Source> open = EnumSet.noneOf(Source.class);

  DayTally(Catalogue catalogue, ZoneId zone) {
    this.catalogue = catalogue;
    this.zone = zone;
  }

  /** A metric at a grain and dimension, all by id. */
  private record Place(int metric, int grain, int by) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(metric, other.metric);
      order = order == 0 ? Integer.compare(by, other.by) : order;
      return order == 0 ? Integer.compare(grain, other.grain) : order;
    }
  }

  private static final class Counts {
    private long known;
    private long differing;
    private long differingKnown;
    private long unexplained;
    private final Map<Cause, Long> explained = new EnumMap<>(Cause.class);
  }

  /** Rows of {@link #KEY} and how many numbers the night has. */
  void known(List<Row> rows) {
    rows.forEach(row -> of(row).known += row.getLong(4));
  }

  /** Rows of {@link #KEY}, verdict, how many numbers differ, and how many of them the night has. */
  void differing(List<Row> rows) {
    for (Row row : rows) {
      Counts counts = of(row);
      counts.differing += row.getLong(5);
      counts.differingKnown += row.getLong(6);
      if (row.getString(4).equals(Comparison.OPEN)) {
        open.add(catalogue.metric(row.getInt(1)).orElseThrow().source());
      } else {
        counts.explained.merge(Cause.named(row.getString(4)), row.getLong(5), Long::sum);
      }
    }
  }

  /** The sources with numbers that differ and have no cause yet. */
  Set<Source> open() {
    return open;
  }

  /** Rows of {@link #KEY}, cause or null, n. */
  void attribute(List<Row> causes) {
    for (Row row : causes) {
      Counts counts = of(row);
      long n = row.getLong(5);
      if (row.isNullAt(4)) {
        counts.unexplained += n;
      } else {
        counts.explained.merge(Cause.values()[row.getInt(4)], n, Long::sum);
      }
    }
  }

  /** Rows of differences, in the order in which they are to be shown. */
  void show(List<Row> differences) {
    differences.forEach(
        row -> first.computeIfAbsent(day(row), d -> new ArrayList<>()).add(difference(row)));
  }

  DayComparison comparison(LocalDate day) {
    List<MetricComparison> metrics = new ArrayList<>();
    days.getOrDefault(day, Map.of()).forEach((place, counts) -> metrics.add(of(place, counts)));
    return new DayComparison(day, metrics, first.getOrDefault(day, List.of()));
  }

  private MetricComparison of(Place place, Counts counts) {
    Metric metric = catalogue.metric(place.metric).orElseThrow();
    return new MetricComparison(
        metric.name(),
        Grain.values()[place.grain].grainName(),
        dimension(metric, place.by),
        metric.isExact(),
        counts.known - counts.differingKnown + counts.differing,
        counts.known - counts.differingKnown,
        counts.explained,
        counts.unexplained);
  }

  private Counts of(Row row) {
    return days.computeIfAbsent(day(row), d -> new TreeMap<>())
        .computeIfAbsent(
            new Place(row.getInt(1), row.getInt(2), row.getInt(3)), place -> new Counts());
  }

  private static LocalDate day(Row row) {
    return row.getDate(row.fieldIndex("day")).toLocalDate();
  }

  private static String dimension(Metric metric, int by) {
    return metric.by().stream()
        .filter(d -> d.id() == by)
        .map(Dimension::name)
        .findFirst()
        .orElseThrow();
  }

  private Difference difference(Row row) {
    Metric metric = catalogue.metric(row.<Integer>getAs("metric")).orElseThrow();
    Instant start = Instant.ofEpochMilli(row.<Long>getAs("window"));
    String currency = row.getAs("currency");
    return new Difference(
        metric.name(),
        Grain.values()[row.<Integer>getAs("grain")].grainName(),
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start.atZone(zone)),
        dimension(metric, row.getAs("by")),
        row.getAs("dimension"),
        currency.isEmpty() ? null : currency,
        row.getAs("stream"),
        row.getAs("batch"));
  }
}

package io.daping.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.spark.DeltaTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** When the last event of each day and source came, of a pass's days and of those around them. */
record LastArrivals(Settings settings, Map<Source, Map<LocalDate, Instant>> last) {

  static LastArrivals of(Pass pass) {
    Dataset<Row> all = null;
    for (Topic topic : Topic.values()) {
      Dataset<Row> some = ofTopic(topic, pass);
      all = all == null ? some : all.unionByName(some);
    }
    Map<Source, Map<LocalDate, Instant>> last = new EnumMap<>(Source.class);
    for (Row row : all.groupBy("source", "day").agg(max("record_time")).collectAsList()) {
      last.computeIfAbsent(Source.values()[row.getInt(0)], source -> new HashMap<>())
          .put(row.getDate(1).toLocalDate(), row.getTimestamp(2).toInstant());
    }
    return new LastArrivals(pass.settings(), last);
  }

  /** The ordinals of the sources of which events came since a moment that may change a day. */
  Object[] since(Instant moment, LocalDate day) {
    return last.entrySet().stream()
        .filter(entry -> cameSince(moment, reach(settings, entry.getKey(), day), entry.getValue()))
        .map(entry -> entry.getKey().ordinal())
        .toArray();
  }

  private static boolean cameSince(
      Instant moment, DayRange days, Map<LocalDate, Instant> lastOfDay) {
    return days.days().stream()
        .anyMatch(day -> lastOfDay.getOrDefault(day, Instant.MIN).isAfter(moment));
  }

  private static Dataset<Row> ofTopic(Topic topic, Pass pass) {
    Source source = Source.of(topic);
    LocalDate lastDay = pass.range().to().minusDays(1);
    DayRange days =
        new DayRange(
            reach(pass.settings(), source, pass.range().from()).from(),
            reach(pass.settings(), source, lastDay).to());
    return DeltaTables.of(pass.settings())
        .silver(topic)
        .read(pass.spark())
        .where(days.holds(col("day")))
        .select(lit(source.ordinal()).as("source"), col("day"), col("record_time"));
  }

  /** The days whose events may change a day's numbers; an order's later states do for long. */
  private static DayRange reach(Settings settings, Source source, LocalDate day) {
    long after = source == Source.ORDER ? settings.intake().orderHorizon().toDays() : 1;
    return new DayRange(day.minusDays(1), day.plusDays(1 + after));
  }
}

package io.daping.batch.complete;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;

/** Minutes of sending {@code [from, to)}, epoch minutes. */
record Minutes(long from, long to) {
  /** The minutes that begin within these times. */
  static Minutes between(Instant from, Instant to) {
    return new Minutes(ceil(from), ceil(to));
  }

  /** A business day's. */
  static Minutes of(LocalDate day, ZoneId zone) {
    return between(
        day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
  }

  Column holds(Column minute) {
    return minute.geq(lit(from)).and(minute.lt(lit(to)));
  }

  Instant start() {
    return instant(from);
  }

  Instant end() {
    return instant(to);
  }

  static Instant instant(long minute) {
    return Instant.ofEpochMilli(TimeUnit.MINUTES.toMillis(minute));
  }

  private static long ceil(Instant time) {
    return -Math.floorDiv(-time.toEpochMilli(), TimeUnit.MINUTES.toMillis(1));
  }
}

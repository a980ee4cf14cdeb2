package io.daping.batch;

import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;

/** Business days {@code [from, to)}. */
public record DayRange(LocalDate from, LocalDate to) {
  public DayRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("no day in [" + from + ", " + to + ")");
    }
  }

  /** One day. */
  public static DayRange of(LocalDate day) {
    return new DayRange(day, day.plusDays(1));
  }

  /** Each day, in order. */
  public List<LocalDate> days() {
    return from.datesUntil(to).toList();
  }

  /** The same days in ranges of at most so many. */
  public List<DayRange> passes(int mostDays) {
    long count = (days().size() + mostDays - 1) / mostDays;
    return LongStream.range(0, count).mapToObj(n -> pass(n * mostDays, mostDays)).toList();
  }

  /** These days with those within reach before and with the day after. */
  public DayRange reachingBack(Duration reach) {
    long days = Math.max(1, reach.plusDays(1).minusNanos(1).toDays());
    return new DayRange(from.minusDays(days), to.plusDays(1));
  }

  /** These days and the day after. */
  public DayRange andDayAfter() {
    return new DayRange(from, to.plusDays(1));
  }

  /** These days, the day after, and the days within reach before the first moment. */
  public DayRange andNeighbours(Duration reach, ZoneId zone) {
    LocalDate first = Instant.ofEpochMilli(startMs(zone)).minus(reach).atZone(zone).toLocalDate();
    return new DayRange(first, to.plusDays(1));
  }

  /** Whether a date column is one of these days. */
  public Column holds(Column day) {
    return day.geq(lit(from)).and(day.lt(lit(to)));
  }

  /** The same as SQL over column {@code day}. */
  public String predicate() {
    return "day >= '" + from + "' AND day < '" + to + "'";
  }

  /** When the first day begins, epoch milliseconds. */
  public long startMs(ZoneId zone) {
    return from.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** When the last day ends, epoch milliseconds. */
  public long endMs(ZoneId zone) {
    return to.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private DayRange pass(long skip, int mostDays) {
    LocalDate first = from.plusDays(skip);
    LocalDate end = first.plusDays(mostDays);
    return new DayRange(first, end.isAfter(to) ? to : end);
  }
}

package io.daping.batch.report.read;

import io.daping.batch.DayRange;
import io.daping.batch.report.content.Period;
import io.daping.common.config.ReportSettings.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/** Stretches of time beside business days. */
public final class Periods {
  private Periods() {}

  /** From when to when a period is. */
  public static Span span(Period period) {
    return new Span(period.from(), period.to());
  }

  /** The business days that a period touches. */
  public static DayRange days(Span span, ZoneId zone) {
    LocalDate last = span.to().minusMillis(1).atZone(zone).toLocalDate();
    return new DayRange(span.from().atZone(zone).toLocalDate(), last.plusDays(1));
  }

  /** Whether a time in epoch milliseconds lies in a period. */
  static Column holds(Span span, Column ms) {
    return ms.geq(span.from().toEpochMilli()).and(ms.lt(span.to().toEpochMilli()));
  }
}

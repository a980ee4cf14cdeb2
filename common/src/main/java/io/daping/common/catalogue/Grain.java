package io.daping.common.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The length of a window. Windows are {@code [start, end)} and align to the business zone. */
public enum Grain {
  MINUTE(ChronoUnit.MINUTES),
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS);

  private final ChronoUnit unit;

  Grain(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The start of the window that holds this instant. */
  public Instant windowStart(Instant time, ZoneId zone) {
    return this == DAY
        ? midnight(businessDay(time, zone), zone)
        : time.atZone(zone).truncatedTo(unit).toInstant();
  }

  /**
   * The end of the window that starts here; a day of a clock change has 23 or 25 hours.
   *
   * @param start a window's start
   */
  public Instant windowEnd(Instant start, ZoneId zone) {
    return this == DAY ? midnight(businessDay(start, zone).plusDays(1), zone) : start.plus(1, unit);
  }

  /** How many windows begin in {@code [from, to)}, both of them window starts. */
  public long windowsBetween(Instant from, Instant to, ZoneId zone) {
    return this == DAY
        ? unit.between(businessDay(from, zone), businessDay(to, zone))
        : unit.between(from, to);
  }

  /** The business day of an instant. */
  public static LocalDate businessDay(Instant time, ZoneId zone) {
    return ZonedDateTime.ofInstant(time, zone).toLocalDate();
  }

  /** Where the clocks change at midnight: the first moment that bears the date. */
  private static Instant midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The grain's name in the catalogue and on the command line. */
  public String grainName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

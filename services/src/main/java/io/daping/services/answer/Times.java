package io.daping.services.answer;

import io.daping.common.serve.BadQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as text: an instant, or a bare date that means the business zone's midnight. */
public final class Times {
  private static final int DATE_LENGTH = "2010-12-01".length();
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private Times() {}

  /**
   * @param name what to call the value in a complaint, e.g. {@code from}
   * @throws BadQuery when the text is neither a date nor an instant of the years 0 to 9999
   */
  public static Instant parse(String name, String text, ZoneId zone) {
    try {
      return withinReach(
          text.length() <= DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new BadQuery(
          name
              + " must be a date (2010-12-01) or an instant with its zone"
              + " (2010-12-01T00:00:00Z; in an address + is written %2B), was \""
              + text
              + "\"");
    }
  }

  private static Instant withinReach(Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(Question.END)) {
      throw new DateTimeException("no time of a shop, and perhaps too far away for milliseconds");
    }
    return time;
  }

  /** The instant in that zone with its offset, {@code 2010-12-01T00:00:00+08:00}; null stays. */
  public static String withOffset(Instant time, ZoneId zone) {
    return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
  }
}

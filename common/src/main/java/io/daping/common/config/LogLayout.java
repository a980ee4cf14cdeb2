package io.daping.common.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How the first line of an application's log event looks. A time without a date is no time: the
 * line would mean another moment whenever it is read.
 *
 * @param heading the line that stands before the first line and begins the event with it; null
 *     where an event begins with its first line
 * @param firstLine with the groups {@code time}, {@code level} and {@code message}, and perhaps
 *     {@code logger} and {@code thread}; behind a heading and a line feed where there is one
 * @param time how the time is written; local times are in the log's zone
 */
public record LogLayout(Pattern heading, Pattern firstLine, DateTimeFormatter time) {
  private static final String ISO = "uuuu-MM-dd['T'][' ']HH:mm:ss[.SSSSSS][.SSS][,SSS][XXX][XX]";
  private static final String DATE = "^(?<time>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d\\S*) +";
  private static final String LEVEL = "(?<level>[A-Z]{4,8}) *";
  private static final String MESSAGE = "(?<message>.*)$";

  private static final Map<String, LogLayout> PRESETS =
      new TreeMap<>(
          Map.of(
              "log4j",
                  iso(
                      DATE
                          + LEVEL
                          + " \\[(?<thread>[^\\]]*)\\] +(?<logger>\\S+?)(?: +-|:) "
                          + MESSAGE),
              "logback",
                  iso(
                      DATE
                          + "\\[(?<thread>[^\\]]*)\\] +"
                          + LEVEL
                          + " (?<logger>\\S+) +--? " // two before 1.5's empty list of pairs
                          + MESSAGE),
              "python", iso(DATE + "- (?<logger>\\S+) - " + LEVEL + "- " + MESSAGE),
              "spring",
                  iso(
                      DATE
                          + LEVEL
                          + " \\d+ --- (?:\\[[^\\]]*\\] )??\\[ *+(?<thread>[^\\]]*)\\] +(?<logger>\\S+) +: "
                          + MESSAGE),
              "juli",
                  of(
                      "^(?<time>\\d\\d-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?) +"
                          + LEVEL
                          + " \\[(?<thread>.*?)\\] (?<logger>\\S+)\\.\\S+? "
                          + MESSAGE,
                      "dd-MMM-uuuu HH:mm:ss[.SSS]"),
              "juli-default",
                  headed(
                      "^(?<time>[A-Z][a-z]{2} \\d\\d?, \\d{4} \\d\\d?:\\d\\d:\\d\\d [AP]M) (?<logger>\\S+)(?: \\S+)?",
                      LEVEL + ": " + MESSAGE, "MMM d, uuuu h:mm:ss a"),
              "plain", iso(DATE + LEVEL + "[ :]+" + MESSAGE)));

  /**
   * The layout of that name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static LogLayout named(String preset) {
    LogLayout layout = PRESETS.get(preset);
    if (layout == null) {
      throw new IllegalArgumentException("one of " + PRESETS.keySet() + ", or give pattern");
    }
    return layout;
  }

  /**
   * A layout of one's own.
   *
   * @param timeFormat as {@link DateTimeFormatter#ofPattern} has it; empty for ISO 8601
   * @throws IllegalArgumentException when one of the two cannot be used
   */
  public static LogLayout of(String firstLine, String timeFormat) {
    for (String group : new String[] {"time", "level", "message"}) {
      if (!firstLine.contains("(?<" + group + ">")) {
        throw new IllegalArgumentException("it has no group (?<" + group + ">...)");
      }
    }
    String format = timeFormat.isEmpty() ? ISO : timeFormat;
    return new LogLayout(
        null, Pattern.compile(firstLine), DateTimeFormatter.ofPattern(format, Locale.ENGLISH));
  }

  /** Whether an event may begin here; the next line tells. */
  public boolean isHeading(String line) {
    return heading != null && heading.matcher(line).find();
  }

  /**
   * The moment that a time in this layout means.
   *
   * @throws DateTimeException when it means none
   */
  public Instant instant(String text, ZoneId zone) {
    TemporalAccessor read = time.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof OffsetDateTime exact
        ? exact.toInstant()
        : ((LocalDateTime) read).atZone(zone).toInstant();
  }

  private static LogLayout headed(String heading, String firstLine, String timeFormat) {
    LogLayout both = of(heading + "\n" + firstLine, timeFormat);
    return new LogLayout(Pattern.compile(heading + "$"), both.firstLine, both.time);
  }

  private static LogLayout iso(String firstLine) {
    return of(firstLine, "");
  }
}

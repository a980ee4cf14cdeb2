package io.daping.services.follow;

import io.daping.common.config.LogLayout;
import io.daping.common.event.LogLevel;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** What the first line of an application's event says. Logger and thread may be null. */
record FirstLine(long time, LogLevel level, String logger, String thread, String message) {
  private static final Map<String, LogLevel> LEVELS =
      Map.ofEntries(
          Map.entry("TRACE", LogLevel.TRACE),
          Map.entry("DEBUG", LogLevel.DEBUG),
          Map.entry("INFO", LogLevel.INFO),
          Map.entry("WARN", LogLevel.WARN),
          Map.entry("ERROR", LogLevel.ERROR),
          Map.entry("FATAL", LogLevel.FATAL),
          Map.entry("CRITICAL", LogLevel.FATAL), // Python
          // java.util.logging
          Map.entry("SEVERE", LogLevel.ERROR),
          Map.entry("WARNING", LogLevel.WARN),
          Map.entry("CONFIG", LogLevel.DEBUG),
          Map.entry("FINE", LogLevel.DEBUG),
          Map.entry("FINER", LogLevel.TRACE),
          Map.entry("FINEST", LogLevel.TRACE));

  /**
   * The line as the first of the layouts reads it that can; empty where it begins no event.
   *
   * @param line behind its heading and a line feed, if there is one
   */
  static Optional<FirstLine> of(String line, List<LogLayout> layouts, ZoneId zone) {
    boolean isHeaded = line.indexOf('\n') >= 0;
    for (LogLayout layout : layouts) {
      Matcher match = layout.firstLine().matcher(line);
      boolean fits = (layout.heading() != null) == isHeaded && match.find();
      LogLevel level = fits ? LEVELS.get(match.group("level")) : null;
      if (level != null) {
        try {
          long time = layout.instant(match.group("time"), zone).toEpochMilli();
          String logger = group(match, "logger");
          String thread = group(match, "thread");
          return Optional.of(new FirstLine(time, level, logger, thread, match.group("message")));
        } catch (DateTimeException | ArithmeticException e) {
          // Looks like a first line but for its time, which is none or too far away for
          // milliseconds: the next layout may know it.
          continue;
        }
      }
    }
    return Optional.empty();
  }

  private static String group(Matcher match, String name) {
    return match.pattern().pattern().contains("(?<" + name + ">") ? match.group(name) : null;
  }
}

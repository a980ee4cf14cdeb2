package io.daping.common.config;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which log files are followed.
 *
 * @param poll how often files are looked at
 * @param quietTime after which an application's event is complete although no next one has begun
 */
public record FollowSettings(List<FollowedLog> logs, Duration poll, Duration quietTime) {

  /** What the lines of a log are. */
  public enum Kind {
    /** A web server's requests, NCSA combined or common. */
    ACCESS,
    /** An application's events, with stack traces over many lines. */
    APPLOG
  }

  /**
   * One log: a file and those that it was rotated to.
   *
   * @param files path of the live file, or a glob of several; rotated ones are found
   * @param app whose log it is; of kind {@code applog} only, like all that follows
   * @param layouts tried in this order on each line; without any, {@code log4j}
   */
  public record FollowedLog(
      String files,
      Kind kind,
      String app,
      String host,
      ZoneId zone,
      Charset charset,
      List<LogLayout> layouts) {
    private static final List<String> KEYS =
        List.of(
            "files", "kind", "app", "host", "zone", "charset", "layouts", "pattern", "time-format");

    static FollowedLog of(Checked c) {
      c.knows(KEYS);
      Kind kind = c.matching("access|applog", "kind").equals("applog") ? Kind.APPLOG : Kind.ACCESS;
      return new FollowedLog(
          c.matching("/.+", "files"),
          kind,
          kind == Kind.APPLOG ? c.matching(".+", "app") : "",
          c.optional("host", ""),
          c.parsed("zone", c.optional("zone", "UTC"), ZoneId::of, null),
          c.parsed("charset", c.optional("charset", "UTF-8"), Charset::forName, null),
          kind == Kind.APPLOG ? layouts(c) : List.of());
    }

    private static List<LogLayout> layouts(Checked c) {
      List<LogLayout> layouts = new ArrayList<>();
      String pattern = c.optional("pattern", "");
      String time = c.optional("time-format", "");
      if (!pattern.isEmpty()) {
        layouts.add(c.parsed("pattern", pattern, p -> LogLayout.of(p, time), null));
      }
      String names = c.optional("layouts", pattern.isEmpty() ? "log4j" : "");
      for (String name : names.isEmpty() ? new String[0] : names.split(" *, *")) {
        layouts.add(c.parsed("layouts", name, LogLayout::named, null));
      }
      return layouts;
    }
  }

  static FollowSettings of(Checked c) {
    return new FollowSettings(
        c.sections("logs").stream().map(FollowedLog::of).toList(),
        c.positiveDuration("poll"),
        c.positiveDuration("quiet-time"));
  }
}

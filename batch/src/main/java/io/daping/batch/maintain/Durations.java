package io.daping.batch.maintain;

import java.time.Duration;

/** Durations as people write them in settings. */
final class Durations {
  private Durations() {}

  /** In the largest unit that fits. */
  static String text(Duration duration) {
    if (duration.equals(Duration.ofDays(duration.toDays()))) {
      return duration.toDays() + " days";
    }
    return duration.equals(Duration.ofHours(duration.toHours()))
        ? duration.toHours() + " hours"
        : duration.toMillis() / 1_000.0 + " seconds";
  }
}

package io.daping.batch.report.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A stretch of time and its numbers.
 *
 * @param label as the head of its column
 * @param to excluded
 */
public record Period(String label, Instant from, Instant to, Numbers numbers, Buyers buyers) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * Who paid.
   *
   * @param fresh those who had never paid before
   * @param returning the others
   */
  public record Buyers(long fresh, long returning) {
    /** Nobody. */
    public static final Buyers NONE = new Buyers(0, 0);
  }

  /** The beginnings of its hours; the first may be cut off, and the last. */
  public List<Instant> hours() {
    long hours = (Duration.between(from, to).toMinutes() + HOUR.toMinutes() - 1) / HOUR.toMinutes();
    return LongStream.range(0, hours).mapToObj(n -> from.plus(HOUR.multipliedBy(n))).toList();
  }
}

package io.daping.common.error;

import java.util.Comparator;

/**
 * One error of a group, as silver holds it: what is personal in free text is masked.
 *
 * @param time of the event, epoch milliseconds
 */
public record Sample(
    String eventId,
    long time,
    String level,
    String host,
    String thread,
    String release,
    String traceId,
    ErrorText text) {

  private static final Comparator<Sample> EARLIEST =
      Comparator.comparingLong(Sample::time).thenComparing(Sample::eventId);

  /** The earlier one, so that it is the same in whatever order they come. */
  public static Sample earlier(Sample one, Sample other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return EARLIEST.compare(one, other) <= 0 ? one : other;
  }
}

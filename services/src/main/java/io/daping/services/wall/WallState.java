package io.daping.services.wall;

import java.time.Duration;
import java.time.Instant;

/**
 * The last numbers that were read and what became of the readings since.
 *
 * @param readAt when the numbers came; null before any
 * @param failure what the last reading failed with; null when it did not
 */
record WallState(WallNumbers numbers, Instant readAt, RuntimeException failure) {

  WallState failed(RuntimeException reason) {
    return new WallState(numbers, readAt, reason);
  }

  /** A reading that hangs makes the numbers as old as one that fails. */
  boolean staleAt(Instant now, Duration patience) {
    return failure != null || readAt == null || readAt.plus(patience).isBefore(now);
  }
}

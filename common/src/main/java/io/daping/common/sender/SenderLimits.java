package io.daping.common.sender;

import java.time.Duration;

/**
 * How much a sender takes before it lets its caller wait or refuses.
 *
 * @param bufferBytes of records that Kafka has not taken yet
 * @param patience how long a call waits while the buffer is full, or the topic is not known yet;
 *     then the record is refused
 * @param delivery how long Kafka may take to acknowledge a record before it counts as failed
 */
public record SenderLimits(long bufferBytes, Duration patience, Duration delivery) {
  private static final Duration KAFKAS_OWN = Duration.ofMinutes(2);

  /** For work that rather waits than loses. */
  public static final SenderLimits PATIENT =
      new SenderLimits(64L * 1024 * 1024, Duration.ofMinutes(1));

  /** With as much time for delivery as Kafka's producer gives itself. */
  public SenderLimits(long bufferBytes, Duration patience) {
    this(bufferBytes, patience, KAFKAS_OWN);
  }
}

package io.daping.local.sender;

import io.daping.common.fault.Failure;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.Outgoing;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Loses none: the first record that Kafka does not acknowledge fails the next call. */
public final class StrictSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final EventSender sender;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private StrictSender(EventSender sender) {
    this.sender = sender;
  }

  /** A sender to these brokers for one run of a verb. */
  public static StrictSender to(String brokers, String verb) {
    return new StrictSender(EventSender.to(brokers, Source.start(verb), SenderLimits.PATIENT));
  }

  /**
   * Hands a record over; it is on its way when this returns, and waits while the buffer is full.
   *
   * @throws Failure when this or an earlier record could not be sent
   */
  public void send(Outgoing out) {
    throwIfFailed();
    sender.send(out).whenComplete((done, problem) -> failure.compareAndSet(null, problem));
  }

  /**
   * Returns when all that was sent is acknowledged.
   *
   * @throws Failure when a record was not
   */
  public void flush() {
    sender.flush();
    throwIfFailed();
  }

  @Override
  public void close() {
    sender.close(failure.get() == null ? PATIENCE : AFTER_FAILURE);
  }

  private void throwIfFailed() {
    if (failure.get() instanceof RuntimeException first) {
      throw first;
    }
  }
}

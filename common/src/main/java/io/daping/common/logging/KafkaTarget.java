package io.daping.common.logging;

import io.daping.common.event.Topic;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.Outgoing;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Kafka, without the collector. */
final class KafkaTarget implements LogTarget {
  private static final long BUFFER_BYTES = 16L * 1024 * 1024;

  private final String app;
  private final EventSender sender;
  private final AtomicInteger underway = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private long number;

  KafkaTarget(String brokers, String app, Duration patience) {
    this.app = app;
    this.sender =
        EventSender.to(
            brokers, Source.start("log-" + app), new SenderLimits(BUFFER_BYTES, patience));
  }

  @Override
  public int send(List<byte[]> records) {
    for (byte[] record : records) {
      underway.incrementAndGet();
      long now = System.currentTimeMillis();
      sender
          .send(new Outgoing(Topic.APPLOG.topicName(), app, record, record, now, ++number))
          .whenComplete((done, problem) -> settle(problem));
    }
    return refused.getAndSet(0);
  }

  @Override
  public int close(Duration patience) {
    sender.close(patience);
    return refused.getAndSet(0) + underway.get();
  }

  private void settle(Throwable problem) {
    underway.decrementAndGet();
    if (problem != null) {
      refused.incrementAndGet();
    }
  }
}

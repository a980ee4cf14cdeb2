package io.daping.services.collect.http;

import io.daping.common.sender.EventSender;
import io.daping.common.sender.Outgoing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The accepted records of one request on their way. It is done when Kafka has spoken of each. */
final class Delivery {
  private final Tally tally;
  private final AtomicInteger open;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicReference<Throwable> problem = new AtomicReference<>();
  private final CompletableFuture<Delivery> done = new CompletableFuture<>();

  private Delivery(Tally tally, int records) {
    this.tally = tally;
    this.open = new AtomicInteger(records);
    if (records == 0) {
      done.complete(this);
    }
  }

  static CompletableFuture<Delivery> of(List<Outgoing> records, EventSender sender, Tally tally) {
    Delivery delivery = new Delivery(tally, records.size());
    records.forEach(record -> delivery.send(record, sender));
    return delivery.done;
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /** Why at least one record is not known to be in Kafka; null if all are. */
  Throwable problem() {
    return problem.get();
  }

  /** After the first failure nothing more is tried: each try may wait as long as the first. */
  private void send(Outgoing record, EventSender sender) {
    Throwable earlier = problem.get();
    if (earlier != null) {
      told(record, earlier);
    } else {
      sender.send(record).whenComplete((landed, trouble) -> told(record, trouble));
    }
  }

  private void told(Outgoing record, Throwable trouble) {
    tally.of(record.topic()).told(trouble == null);
    if (trouble == null) {
      acknowledged.incrementAndGet();
    } else {
      problem.compareAndSet(null, trouble);
    }
    if (open.decrementAndGet() == 0) {
      done.complete(this);
    }
  }
}

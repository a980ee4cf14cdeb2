package io.daping.services.collect.http;

import io.daping.services.collect.Outlet;
import io.daping.services.collect.Outlet.Outgoing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The accepted records of one request on their way. It is done when Kafka has spoken of each. */
final class Delivery {
  private final Tally tally;
  private final AtomicInteger open;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicReference<Exception> problem = new AtomicReference<>();
  private final CompletableFuture<Delivery> done = new CompletableFuture<>();

  private Delivery(Tally tally, int records) {
    this.tally = tally;
    this.open = new AtomicInteger(records);
    if (records == 0) {
      done.complete(this);
    }
  }

  static CompletableFuture<Delivery> of(List<Outgoing> records, Outlet outlet, Tally tally) {
    Delivery delivery = new Delivery(tally, records.size());
    records.forEach(record -> delivery.send(record, outlet));
    return delivery.done;
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /** Why at least one record is not known to be in Kafka; null if all are. */
  Exception problem() {
    return problem.get();
  }

  /** After the first failure nothing more is tried: each try may wait as long as the first. */
  private void send(Outgoing record, Outlet outlet) {
    Exception earlier = problem.get();
    if (earlier != null) {
      told(record, earlier);
    } else {
      outlet.send(record, trouble -> told(record, trouble));
    }
  }

  private void told(Outgoing record, Exception trouble) {
    tally.of(record.topic().topicName()).told(trouble == null);
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

package io.daping.services.collect.http;

import io.daping.common.config.CollectSettings;
import java.time.Duration;

/** What waits for Kafka at this moment; refuses what would be too much. */
final class InFlight {
  private final CollectSettings.InFlight limits;
  private int requests;
  private int records;
  private long bytes;
  private boolean closed;

  InFlight(CollectSettings.InFlight limits) {
    this.limits = limits;
  }

  /** What is under way, for those who watch. */
  record Load(int requests, int records, long bytes) {}

  synchronized Load load() {
    return new Load(requests, records, bytes);
  }

  /**
   * One more request.
   *
   * @throws Throttled when there are too many
   */
  synchronized Share enter() {
    if (closed) {
      throw new Closing();
    }
    if (requests >= limits.requests()) {
      throw new Throttled(requests + " requests");
    }
    requests++;
    return new Share();
  }

  /** Lets nobody in any more, and waits until all have left. */
  synchronized void close(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); requests > 0 && left > 0; left = millisUntil(end)) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisUntil(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }

  /** What one request holds; given back at once when it is answered. */
  final class Share implements AutoCloseable {
    private int ofRecords;
    private long ofBytes;
    private boolean left;

    private Share() {}

    void takeBytes(long more) {
      synchronized (InFlight.this) {
        if (bytes + more > limits.bytes()) {
          throw new Throttled(bytes + " bytes");
        }
        bytes += more;
        ofBytes += more;
      }
    }

    void takeRecords(int more) {
      synchronized (InFlight.this) {
        if (records + more > limits.records()) {
          throw new Throttled(records + " records");
        }
        records += more;
        ofRecords += more;
      }
    }

    @Override
    public void close() {
      synchronized (InFlight.this) {
        if (!left) {
          left = true;
          requests--;
          records -= ofRecords;
          bytes -= ofBytes;
          InFlight.this.notifyAll();
        }
      }
    }
  }
}

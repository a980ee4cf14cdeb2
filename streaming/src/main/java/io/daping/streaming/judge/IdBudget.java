package io.daping.streaming.judge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the memories of ids in this process may hold together, in bytes of the heap, whatever
 * the number of topics and partitions. For use by any number of threads.
 */
final class IdBudget {
  /** A map's arrays are half full on the mean: two longs an id. */
  static final long BYTES_AN_ID = 32;

  /** A map with hardly an id: sparse history of a year has half a million minutes. */
  private static final long BYTES_A_MINUTE = 512;

  /** Beside Spark's own memory and the records under way. */
  private static final int SHARE_OF_HEAP = 8;

  private final long most;
  private final AtomicLong held = new AtomicLong();

  IdBudget(long mostBytes) {
    this.most = mostBytes;
  }

  static IdBudget ofHeap() {
    return new IdBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** What a minute with so many ids holds. */
  static long bytes(int ids) {
    return BYTES_A_MINUTE + BYTES_AN_ID * ids;
  }

  /** So much more is held; less where negative. */
  void add(long bytes) {
    held.addAndGet(bytes);
  }

  boolean isExceeded() {
    return held.get() > most;
  }
}

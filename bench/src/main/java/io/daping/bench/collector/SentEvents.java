package io.daping.bench.collector;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/** The events of one run by their numbers, and which of them the collector acknowledged. */
final class SentEvents {
  private static final String EVENT =
      "{\"event_id\":\"%s-%d\",\"event_time\":%d,\"visitor_id\":\"v%d\",\"session_id\":\"s%d\",\"action\":\"view\",\"item_id\":\"i%d\",\"shop_id\":\"shop%d\",\"brand\":\"brand%d\",\"category_id\":\"c%d\",\"stay_ms\":%d}\n";

  private final String mark;
  private final AtomicInteger next = new AtomicInteger();
  private final BitSet acknowledged = new BitSet();

  SentEvents(String mark) {
    this.mark = mark;
  }

  /** The lines of one request, and the number of its first event. */
  record Lines(int first, int count, String text) {}

  Lines lines(int count) {
    int first = next.getAndAdd(count);
    StringBuilder text = new StringBuilder();
    for (int n = first; n < first + count; n++) {
      text.append(
          EVENT.formatted(
              mark,
              n,
              System.currentTimeMillis(),
              n % 50_000,
              n % 70_000,
              n % 9_973,
              n % 211,
              n % 97,
              n % 31,
              n % 60_000));
    }
    return new Lines(first, count, text.toString());
  }

  synchronized void acknowledge(Lines lines) {
    acknowledged.set(lines.first(), lines.first() + lines.count());
  }

  synchronized BitSet acknowledged() {
    return (BitSet) acknowledged.clone();
  }

  int sent() {
    return next.get();
  }
}

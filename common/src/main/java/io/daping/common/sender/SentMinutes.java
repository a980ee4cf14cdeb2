package io.daping.common.sender;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts one source's records by topic and minute until the count of a minute is final and told.
 * Minutes follow the clock but never step back: what is told stays true.
 */
final class SentMinutes {
  private final Source source;
  private final InstantSource clock;
  private final Map<Key, Count> counts = new HashMap<>();
  private long minute = Long.MIN_VALUE;

  private record Key(String topic, long minute) {}

  private static final class Count {
    private long underway;
    private long acknowledged;
    private long failed;
    private boolean telling;
  }

  SentMinutes(Source source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * A record is about to be sent.
   *
   * @return its minute, to be named when its fate is known
   */
  synchronized long begin(String topic) {
    long now = now();
    counts.computeIfAbsent(new Key(topic, now), k -> new Count()).underway++;
    return now;
  }

  synchronized void acknowledged(String topic, long minute) {
    Count count = counts.get(new Key(topic, minute));
    count.acknowledged++;
    settled(count);
  }

  synchronized void failed(String topic, long minute) {
    Count count = counts.get(new Key(topic, minute));
    count.failed++;
    settled(count);
  }

  /** The minutes that are over, with nothing underway; each is given once until it is kept back. */
  synchronized List<SentCount> closed() {
    return take(now());
  }

  /** Everything with nothing underway, when no more will be sent. */
  synchronized List<SentCount> last() {
    return take(Long.MAX_VALUE);
  }

  /** That count is safe in Kafka. */
  synchronized void told(SentCount told) {
    counts.remove(new Key(told.topic(), told.minute()));
  }

  /** That count could not be told; it is given again. */
  synchronized void keepBack(SentCount untold) {
    counts.get(new Key(untold.topic(), untold.minute())).telling = false;
  }

  /** Returns when nothing is underway, or after that time. */
  synchronized void awaitSettled(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (left > 0 && counts.values().stream().anyMatch(c -> c.underway > 0)) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
  }

  private void settled(Count count) {
    count.underway--;
    if (count.underway == 0) {
      notifyAll();
    }
  }

  private List<SentCount> take(long before) {
    List<SentCount> taken = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          if (key.minute() < before && count.underway == 0 && !count.telling) {
            count.telling = true;
            taken.add(
                new SentCount(
                    source.name(), key.topic(), key.minute(), count.acknowledged, count.failed));
          }
        });
    return taken;
  }

  private long now() {
    minute = Math.max(minute, TimeUnit.MILLISECONDS.toMinutes(clock.millis()));
    return minute;
  }
}

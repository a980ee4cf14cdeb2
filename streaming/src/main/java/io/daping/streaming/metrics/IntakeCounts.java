package io.daping.streaming.metrics;

import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.daping.common.fact.Facts;
import io.daping.common.fact.IntakeFact;
import io.daping.common.fact.IntakeFact.Fate;
import io.daping.streaming.judge.Judged;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * How many records of each fate a task judged, by minute of record time. A record costs one
 * addition here; the catalogue's expressions see each kind of record once, with its number.
 */
final class IntakeCounts {
  private static final long MINUTE_MS = 60_000;

  private final long graceMs;
  private final List<OfTopic> topics = new ArrayList<>();

  /**
   * @param graceMs after the end of an event's minute, before its record is late
   */
  IntakeCounts(long graceMs) {
    this.graceMs = graceMs;
    for (Topic topic : Topic.values()) {
      topics.add(new OfTopic(topic));
    }
  }

  /** Counts one record. */
  void take(Judged judged) {
    long recordTime = judged.record().recordTime();
    long minute = Math.floorDiv(recordTime, MINUTE_MS);
    topics.get(judged.record().topic().ordinal()).of(minute)[kind(judged)]++;
  }

  /** Counts all of them for the metrics. */
  void count(FactCounter counter) {
    topics.forEach(topic -> topic.count(counter));
  }

  /** The kinds of records: 0 accepted, 1 accepted late, 2 duplicate, then one a reason. */
  private int kind(Judged judged) {
    if (judged.fate() instanceof io.daping.streaming.judge.Fate.Accepted accepted) {
      return judged.record().lateness(accepted.event().eventTime()) > graceMs ? 1 : 0;
    }
    return judged.fate() instanceof io.daping.streaming.judge.Fate.Quarantined quarantined
        ? 3 + quarantined.reason().ordinal()
        : 2;
  }

  private static IntakeFact fact(Topic topic, int kind) {
    return switch (kind) {
      case 0 -> new IntakeFact(topic, Fate.ACCEPTED, null, false);
      case 1 -> new IntakeFact(topic, Fate.ACCEPTED, null, true);
      case 2 -> new IntakeFact(topic, Fate.DUPLICATE, null, false);
      default -> new IntakeFact(topic, Fate.QUARANTINED, Reason.values()[kind - 3], false);
    };
  }

  /** The records of one topic; most of a task's are of one minute. */
  private static final class OfTopic {
    private final Topic topic;
    private final Long2ObjectOpenHashMap<long[]> minutes = new Long2ObjectOpenHashMap<>();
    private long last;
    private long[] ofLast;

    private OfTopic(Topic topic) {
      this.topic = topic;
    }

    private long[] of(long minute) {
      if (ofLast == null || minute != last) {
        last = minute;
        ofLast = minutes.computeIfAbsent(minute, m -> new long[3 + Reason.values().length]);
      }
      return ofLast;
    }

    private void count(FactCounter counter) {
      minutes.forEach(
          (minute, kinds) -> {
            for (int kind = 0; kind < kinds.length; kind++) {
              if (kinds[kind] > 0) {
                counter.count(Facts.of(fact(topic, kind)), minute * MINUTE_MS, kinds[kind]);
              }
            }
          });
    }
  }
}

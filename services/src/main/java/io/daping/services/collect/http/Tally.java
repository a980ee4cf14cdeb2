package io.daping.services.collect.http;

import io.daping.common.event.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts since the start. Of every topic {@code received} is {@code acknowledged} + {@code
 * unacknowledged} + all of {@code rejected} + what is under way.
 */
final class Tally {
  /** Where a record names no topic that there is. */
  static final String NO_TOPIC = "unknown";

  private final Map<String, OfTopic> topics = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final LongAdder lostByPages = new LongAdder();

  /** The counts as a document; see {@code collector.yaml}. */
  record Report(
      List<TopicReport> topics,
      Map<Integer, Long> answers,
      long throttled,
      long lostByPages,
      InFlight.Load inFlight) {}

  /** One topic of the document. */
  record TopicReport(
      String topic,
      long received,
      long acknowledged,
      long unacknowledged,
      Map<String, Long> rejected) {}

  OfTopic of(String topic) {
    return topics.computeIfAbsent(topic, t -> new OfTopic());
  }

  /** A request was answered with this status. */
  void answered(int status) {
    answers.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  /** A page says that it gave up this many events before they could be sent. */
  void lostByPages(long events) {
    lostByPages.add(events);
  }

  Report report(InFlight.Load inFlight) {
    Map<Integer, Long> byStatus = sums(answers);
    return new Report(
        new TreeMap<>(topics).entrySet().stream().map(e -> e.getValue().as(e.getKey())).toList(),
        byStatus,
        byStatus.getOrDefault(429, 0L),
        lostByPages.sum(),
        inFlight);
  }

  private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> adders) {
    Map<K, Long> sums = new TreeMap<>();
    adders.forEach((key, adder) -> sums.put(key, adder.sum()));
    return sums;
  }

  /** The counts of one topic. */
  static final class OfTopic {
    private final LongAdder received = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder unacknowledged = new LongAdder();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();

    void accepted() {
      received.increment();
    }

    void rejected(Reason reason) {
      received.increment();
      rejected.computeIfAbsent(reason.code(), r -> new LongAdder()).increment();
    }

    void told(boolean inKafka) {
      (inKafka ? acknowledged : unacknowledged).increment();
    }

    private TopicReport as(String topic) {
      return new TopicReport(
          topic, received.sum(), acknowledged.sum(), unacknowledged.sum(), sums(rejected));
    }
  }
}

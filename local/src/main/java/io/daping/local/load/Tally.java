package io.daping.local.load;

import io.daping.common.event.Topic;
import java.util.Map;
import java.util.TreeMap;

/** How many deliveries of each topic and fate. */
final class Tally {
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private long total;

  Tally() {
    Topic.names().forEach(name -> counts.put(name, new TreeMap<>()));
  }

  void add(Delivery delivery) {
    total++;
    counts.get(delivery.event().topic().topicName()).merge(delivery.fate().label(), 1L, Long::sum);
  }

  long total() {
    return total;
  }

  /** Topic to fate to count. */
  Map<String, Map<String, Long>> counts() {
    return counts;
  }
}

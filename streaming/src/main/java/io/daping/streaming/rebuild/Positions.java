package io.daping.streaming.rebuild;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * An offset in each Kafka partition.
 *
 * @param offsets of partitions that are not there: nothing is known of them
 */
public record Positions(Map<TopicPartition, Long> offsets) {
  /** Nothing is known of any partition. */
  public static final Positions NONE = new Positions(Map.of());

  public Positions {
    offsets = Map.copyOf(offsets);
  }

  /** Topic to partition to offset. */
  public static Positions of(Map<String, Map<Integer, Long>> byTopic) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    byTopic.forEach(
        (topic, partitions) ->
            partitions.forEach((p, offset) -> offsets.put(new TopicPartition(topic, p), offset)));
    return new Positions(offsets);
  }

  /** Topic to partition to offset. */
  public Map<String, Map<Integer, Long>> byTopic() {
    Map<String, Map<Integer, Long>> topics = new TreeMap<>();
    offsets.forEach(
        (p, offset) ->
            topics.computeIfAbsent(p.topic(), t -> new TreeMap<>()).put(p.partition(), offset));
    return topics;
  }

  /** In each partition the further of both. */
  public Positions furthest(Positions other) {
    Map<TopicPartition, Long> furthest = new HashMap<>(offsets);
    other.offsets.forEach((p, offset) -> furthest.merge(p, offset, Math::max));
    return new Positions(furthest);
  }

  /** Of one partition, 0 where nothing is known. */
  public long of(TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  /** Whether no partition is further than in the other. */
  public boolean isWithin(Positions other) {
    return offsets.entrySet().stream().allMatch(e -> e.getValue() <= other.of(e.getKey()));
  }
}

package io.daping.bench.collector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What of one run is in Kafka, from where the topic ended before it. */
record LandedEvents(String brokers, Map<TopicPartition, Long> begin) {

  static LandedEvents since(String brokers, String topic) {
    try (var consumer = consumer(brokers)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      return new LandedEvents(brokers, consumer.endOffsets(partitions));
    }
  }

  /** The numbers that landed, and how many records bore one that had landed already. */
  record Found(BitSet numbers, int repeated) {}

  Found of(String mark) {
    Pattern id = Pattern.compile("\"event_id\":\"" + mark + "-(\\d+)\"");
    BitSet numbers = new BitSet();
    int repeated = 0;
    try (var consumer = consumer(brokers)) {
      consumer.assign(begin.keySet());
      begin.forEach(consumer::seek);
      Map<TopicPartition, Long> end = consumer.endOffsets(begin.keySet());
      while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          Matcher found = id.matcher(new String(record.value(), StandardCharsets.UTF_8));
          if (found.find()) {
            int number = Integer.parseInt(found.group(1));
            repeated += numbers.get(number) ? 1 : 0;
            numbers.set(number);
          }
        }
      }
    }
    return new Found(numbers, repeated);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String brokers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", brokers),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}

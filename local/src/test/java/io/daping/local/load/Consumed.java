package io.daping.local.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic holds, read back from a real broker. */
final class Consumed {
  private Consumed() {}

  /** One record; key is null for none. */
  record Record(int partition, String key, long time, byte[] value, Map<String, String> headers) {
    static Record of(ConsumerRecord<byte[], byte[]> r) {
      String key = r.key() == null ? null : new String(r.key(), StandardCharsets.UTF_8);
      Map<String, String> headers = new HashMap<>();
      r.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
      return new Record(r.partition(), key, r.timestamp(), r.value(), headers);
    }
  }

  /** All records there are, each partition in order. */
  static List<Record> all(TestBroker broker, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config(broker))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Record> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> records.add(Record.of(r)));
      }
      return records;
    }
  }

  private static Map<String, Object> config(TestBroker broker) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        broker.address(),
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        4 * 1024 * 1024,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }

  /** Arguments of a verb that works on a folder and on this broker. */
  static String[] arguments(String verb, TestBroker broker, Path dir, String... options) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.add("--home=" + dir.resolve("home"));
    arguments.add("--set=kafka.bootstrap-servers=" + broker.address());
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }
}

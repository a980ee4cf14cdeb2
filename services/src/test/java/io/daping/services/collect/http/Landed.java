package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daping.common.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What came into a shared topic since a moment, of one test's events. */
record Landed(String brokers, Map<TopicPartition, Long> begin, String mark) {

  /**
   * @param mark stands in every event of the test, and in no other
   */
  static Landed since(String brokers, Topic topic, String mark) {
    try (var consumer = consumer(brokers)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      return new Landed(brokers, consumer.endOffsets(partitions), mark);
    }
  }

  /** All up to now. */
  List<ConsumerRecord<String, String>> now() {
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (var consumer = consumer(brokers)) {
      consumer.assign(begin.keySet());
      begin.forEach(consumer::seek);
      Map<TopicPartition, Long> end = consumer.endOffsets(begin.keySet());
      while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found.stream().filter(r -> r.value().contains(mark)).toList();
  }

  List<String> values() {
    return now().stream().map(ConsumerRecord::value).toList();
  }

  static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static KafkaConsumer<String, String> consumer(String brokers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", brokers), new StringDeserializer(), new StringDeserializer());
  }
}

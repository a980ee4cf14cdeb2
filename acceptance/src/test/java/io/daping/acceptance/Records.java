package io.daping.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that is not ours: any bytes, any record time, in the order given. */
final class Records {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Records() {}

  /** Sends everything and waits until Kafka has it. */
  static void send(Daping daping, List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            daping.address("kafka"),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            2 * 1024 * 1024,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
      records.forEach(producer::send);
      producer.flush();
      long refused =
          producer.metrics().entrySet().stream()
              .filter(m -> m.getKey().name().equals("record-error-total"))
              .mapToLong(m -> ((Double) m.getValue().metricValue()).longValue())
              .sum();
      if (refused > 0) {
        throw new IllegalStateException(refused + " records were not taken by Kafka");
      }
    }
  }

  /** A record of an event in JSON, keyed as the contract says. */
  static ProducerRecord<byte[], byte[]> keyed(Topic topic, String json, long recordTime) {
    String key = tree(json).path(topic.keyField()).asText();
    return new ProducerRecord<>(topic.topicName(), null, recordTime, utf8(key), utf8(json));
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + json, e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.daping.streaming.metrics;

import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.sender.MissingTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka topic of changed numbers, see {@link MetricRecords}. A micro-batch that is repeated
 * sends the same values again; whoever keeps the last value of each key ends with the same.
 */
public final class MetricTopic implements AutoCloseable {
  /** The topic's name. */
  public static final String TOPIC = "metric";

  private static final int LINGER_MS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String topic;
  private final MetricRecords records;
  private final Producer<byte[], byte[]> producer;

  /** Makes the topic if it is missing; this sends to it. */
  public static MetricTopic open(String topic, MetricRecords records, Settings settings) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    create(topic, brokers, settings);
    return new MetricTopic(topic, records, new KafkaProducer<>(config(brokers)));
  }

  private MetricTopic(String topic, MetricRecords records, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.records = records;
    this.producer = producer;
  }

  /**
   * Sends the numbers that a micro-batch changed; returns when Kafka has acknowledged all.
   *
   * @param added what the micro-batch added to each cell: tells which numbers changed
   * @param totals the cells that then hold; also of those that others gave way to, which were not
   *     added to
   * @throws Failure when Kafka does not take one of them
   */
  void publish(long timestamp, Map<CellKey, Cell> added, Map<CellKey, Cell> totals) {
    AtomicReference<Exception> problem = new AtomicReference<>();
    totals.forEach(
        (key, total) ->
            records.forEach(
                key,
                added.getOrDefault(key, total),
                total,
                timestamp,
                (name, json) ->
                    producer.send(
                        new ProducerRecord<>(topic, null, timestamp, utf8(name), json),
                        (landed, e) -> problem.compareAndSet(null, e))));
    producer.flush();
    if (problem.get() != null) {
      throw new Failure(
          "Kafka did not take a number for topic " + topic + ": " + problem.get().getMessage(),
          problem.get());
    }
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }

  /** A subscriber who comes late finds the last value of each key, as long as its day is kept. */
  private static void create(String topic, String brokers, Settings settings) {
    Map<String, String> config =
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(settings.stream().keep().day().toMillis()));
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
      if (!admin.listTopics().names().get().contains(topic)) {
        new MissingTopics(settings.kafka().partitions(), config).create(admin, List.of(topic));
      }
    } catch (ExecutionException e) {
      throw new Failure(
          "Kafka at %s did not make topic %s: %s; make it with cleanup.policy=compact, or set stream.publish-metrics = false"
              .formatted(brokers, topic, e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while topic " + topic + " was made", e);
    }
  }

  private static Map<String, Object> config(String brokers) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return config;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

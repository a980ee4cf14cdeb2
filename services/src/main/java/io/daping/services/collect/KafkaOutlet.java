package io.daping.services.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daping.common.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka, written to by all in-sync replicas and without repeats. A record that is not acknowledged
 * in time is given up, so that its sender hears of it; those that follow are tried anew.
 */
public final class KafkaOutlet implements Outlet {
  /** Beyond the contract's 1 MiB, to leave room for key and headers. */
  private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

  private static final int BATCH_BYTES = 128 * 1024;

  /** What waits is bounded by the settings; batches that are not full take more than they hold. */
  private static final long SLACK = 64L * 1024 * 1024;

  private static final int LINGER_MS = 5;
  private static final int SHORTEST_MS = 100;

  private final Producer<byte[], byte[]> producer;

  private KafkaOutlet(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** An outlet to the configured brokers; they need not be there yet. */
  public static KafkaOutlet of(Settings settings) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    return new KafkaOutlet(new KafkaProducer<>(config(brokers, settings)));
  }

  @Override
  public void send(Outgoing record, Told told) {
    try {
      producer.send(
          new ProducerRecord<>(
              record.topic().topicName(),
              null,
              record.time(),
              record.key().getBytes(UTF_8),
              record.value()),
          (done, problem) -> told.told(problem));
    } catch (KafkaException | IllegalStateException e) {
      told.told(e);
    }
  }

  /** Waits for what is under way, as long as that may take. */
  @Override
  public void close() {
    producer.close();
  }

  private static Map<String, Object> config(String brokers, Settings settings) {
    Duration patience = settings.collect().http().limits().acknowledgeTimeout();
    int deliveryMs = (int) Math.max(2 * SHORTEST_MS, patience.toMillis());
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "daping-collect");
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        settings.collect().http().limits().inFlight().bytes() + SLACK);
    // Half of the time for a second try; the rest is the whole time that a record has.
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMs / 2 - LINGER_MS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) deliveryMs / 2);
    return config;
  }
}

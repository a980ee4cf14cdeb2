package io.daping.local.sender;

import io.daping.common.fault.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends raw bytes and loses none: records of one key keep their order, and the first record that
 * Kafka does not acknowledge fails the next call. Not for use by several threads.
 */
public final class EventSender implements AutoCloseable {
  /** Longer than the producer itself tries to deliver. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Producer<byte[], byte[]> producer;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final AtomicReference<Failure> failure = new AtomicReference<>();

  private EventSender(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** A sender to these brokers, whose topics must exist. */
  public static EventSender to(String brokers) {
    return new EventSender(new KafkaProducer<>(config(brokers)));
  }

  /**
   * What to send, as it is.
   *
   * @param key the record key, or null for none
   * @param spread decides the partition where there is no key: equal bytes, equal partition
   * @param time the record time, epoch milliseconds
   * @param origin where it comes from, for messages
   */
  public record Outgoing(
      String topic, String key, byte[] spread, byte[] value, long time, long origin) {}

  /**
   * Hands a record over; it is on its way when this returns, and waits while the buffer is full.
   *
   * @throws Failure when this or an earlier record could not be sent
   */
  public void send(Outgoing out) {
    throwIfFailed();
    byte[] key = out.key() == null ? null : out.key().getBytes(StandardCharsets.UTF_8);
    Integer partition = key == null ? partition(out) : null;
    try {
      producer.send(
          new ProducerRecord<>(out.topic(), partition, out.time(), key, out.value()),
          (done, problem) -> note(out, problem));
    } catch (KafkaException e) {
      note(out, e);
    }
  }

  /**
   * Returns when all that was sent is acknowledged.
   *
   * @throws Failure when a record was not
   */
  public void flush() {
    producer.flush();
    throwIfFailed();
  }

  @Override
  public void close() {
    producer.close(failure.get() == null ? PATIENCE : Duration.ZERO);
  }

  private void throwIfFailed() {
    Failure first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private void note(Outgoing out, Exception problem) {
    if (problem != null) {
      String what =
          "record %d of topic %s (%d bytes) was not accepted by Kafka: %s"
              .formatted(out.origin(), out.topic(), out.value().length, problem.getMessage());
      failure.compareAndSet(null, new Failure(what, problem));
    }
  }

  private int partition(Outgoing out) {
    int count = partitions.computeIfAbsent(out.topic(), t -> producer.partitionsFor(t).size());
    return Utils.toPositive(Utils.murmur2(out.spread())) % count;
  }

  private static Map<String, Object> config(String brokers) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EventTopics.MAX_RECORD_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    return config;
  }
}

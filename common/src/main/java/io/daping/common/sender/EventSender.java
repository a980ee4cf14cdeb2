package io.daping.common.sender;

import io.daping.common.fault.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends raw bytes and tells of each record whether all replicas have it. Records of one key keep
 * their order, and none is written twice by a retry. Each bears two headers in UTF-8, {@value
 * #SOURCE} and {@value #SENT_MINUTE} (epoch minute, decimal digits), and is counted: see {@link
 * SentCount}. For use by any number of threads.
 */
public final class EventSender implements AutoCloseable {
  /** Header: the name of the {@link Source}. */
  public static final String SOURCE = "source";

  /** Header: the epoch minute of sending, by the sender's clock. */
  public static final String SENT_MINUTE = "sent_minute";

  /**
   * Header of a record that was refused before, and is good now: {@code topic/partition/offset} of
   * the refused one.
   */
  public static final String REPAIRS = "repairs";

  /** The largest record that travels: beyond the contract's 1 MiB, so that intake can judge it. */
  public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  private static final int LINGER_MS = 10;
  private static final long LONGEST_ANSWER_MS = 30_000;

  /** Longer than the producer itself tries to deliver. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Producer<byte[], byte[]> producer;
  private final byte[] source;
  private final SentMinutes minutes;
  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sent-counts");
            thread.setDaemon(true);
            return thread;
          });

  private EventSender(Producer<byte[], byte[]> producer, Source source) {
    this.producer = producer;
    this.source = utf8(source.name());
    minutes = new SentMinutes(source, InstantSource.system());
    clock.scheduleWithFixedDelay(() -> tell(minutes.closed()), 1, 1, TimeUnit.SECONDS);
  }

  /** A sender to these brokers, whose topics must exist, {@link SentCount#TOPIC} among them. */
  public static EventSender to(String brokers, Source source, SenderLimits limits) {
    return new EventSender(new KafkaProducer<>(config(brokers, limits)), source);
  }

  /**
   * Hands a record over; it is on its way when this returns.
   *
   * @return completed when Kafka has acknowledged the record, or with a {@link Failure}. Stages
   *     that depend on it must be short: they run where the answers of Kafka are read
   */
  public CompletableFuture<Void> send(Outgoing out) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long minute = minutes.begin(out.topic());
    try {
      producer.send(record(out, minute), (landed, problem) -> settle(out, minute, problem, done));
    } catch (KafkaException | IllegalStateException | IllegalArgumentException e) {
      // The last for a record that cannot be one: its time is before 1970.
      settle(out, minute, e, done);
    }
    return done;
  }

  /** Returns when the fate of all that was sent is known. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    close(PATIENCE);
  }

  /** Waits so long at most for what is underway, tells the last counts, and gives up the rest. */
  public void close(Duration patience) {
    clock.shutdownNow();
    try {
      minutes.awaitSettled(patience);
      tell(minutes.last());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(patience);
  }

  private ProducerRecord<byte[], byte[]> record(Outgoing out, long minute) {
    byte[] key = out.key() == null ? null : utf8(out.key());
    Integer partition = key == null ? partition(out) : null;
    var record = new ProducerRecord<>(out.topic(), partition, out.time(), key, out.value());
    record.headers().add(SOURCE, source).add(SENT_MINUTE, utf8(Long.toString(minute)));
    if (out.repairs() != null) {
      record.headers().add(REPAIRS, utf8(out.repairs()));
    }
    return record;
  }

  private void settle(Outgoing out, long minute, Exception problem, CompletableFuture<Void> done) {
    if (problem == null) {
      minutes.acknowledged(out.topic(), minute);
      done.complete(null);
      return;
    }
    minutes.failed(out.topic(), minute);
    String what =
        "record %d of topic %s (%d bytes) was not accepted by Kafka: %s"
            .formatted(out.origin(), out.topic(), out.value().length, problem.getMessage());
    done.completeExceptionally(new Failure(what, problem));
  }

  private void tell(List<SentCount> counts) {
    for (SentCount count : counts) {
      try {
        producer.send(
            new ProducerRecord<>(SentCount.TOPIC, utf8(count.source()), count.json()),
            (landed, problem) -> told(count, problem));
      } catch (KafkaException e) {
        told(count, e);
      }
    }
  }

  /** What could not be told is tried again a second later, as long as this is open. */
  private void told(SentCount count, Exception problem) {
    if (problem == null) {
      minutes.told(count);
    } else {
      minutes.keepBack(count);
    }
  }

  private int partition(Outgoing out) {
    int count = partitions.computeIfAbsent(out.topic(), t -> producer.partitionsFor(t).size());
    return Utils.toPositive(Utils.murmur2(out.spread())) % count;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> config(String brokers, SenderLimits limits) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, limits.bufferBytes());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, limits.patience().toMillis());
    config.putAll(timesOf(limits.delivery().toMillis()));
    return config;
  }

  /** One answer may take half of the delivery's time, so that there is a second try. */
  private static Map<String, Object> timesOf(long deliveryMs) {
    long answerMs = Math.min(LONGEST_ANSWER_MS, deliveryMs / 2);
    return Map.of(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) answerMs,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) Math.max(deliveryMs, answerMs + LINGER_MS));
  }
}

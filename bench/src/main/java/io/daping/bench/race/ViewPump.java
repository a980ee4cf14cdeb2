package io.daping.bench.race;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends views at an even rate, each at its moment, and remembers that moment. */
final class ViewPump implements AutoCloseable {
  private static final int VISITORS = 10_000;
  private static final int ITEMS = 1_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  ViewPump(Settings settings) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()),
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
  }

  /**
   * Returns when Kafka has acknowledged all.
   *
   * @return the record time of each, epoch milliseconds, in the order of sending
   */
  long[] send(int events, int perSecond) {
    long[] times = new long[events];
    long begin = System.nanoTime();
    for (int n = 0; n < events; n++) {
      await(begin + TimeUnit.SECONDS.toNanos(1) * n / perSecond);
      times[n] = System.currentTimeMillis();
      send(n, times[n]);
    }
    producer.flush();
    if (failure.get() != null) {
      throw new Failure("a view was not sent: " + failure.get().getMessage(), failure.get());
    }
    return times;
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(int n, long time) {
    String visitor = "v" + n * 7919L % VISITORS;
    byte[] value = view(n, time, visitor).getBytes(StandardCharsets.UTF_8);
    byte[] key = visitor.getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(Topic.BROWSE.topicName(), null, time, key, value),
        (sent, problem) -> failure.compareAndSet(null, problem));
  }

  private static String view(int n, long time, String visitor) {
    int item = n % ITEMS;
    return """
        {"event_id":"fresh-%d-%d","event_time":%d,"visitor_id":"%s","session_id":"s-%s",\
        "action":"view","item_id":"i%d","shop_id":"shop%d","brand":"brand%d","category_id":"c%d",\
        "stay_ms":1200,"ip":"10.0.0.1"}"""
        .formatted(time, n, time, visitor, visitor, item, item % 50, item % 30, item % 20);
  }

  private static void await(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

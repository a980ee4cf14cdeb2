package io.daping.services.follow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What came to a topic of the shared Kafka since this was opened. */
public final class KafkaTail implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KafkaConsumer<String, String> consumer;
  private final List<String> seen = new ArrayList<>();

  private KafkaTail(KafkaConsumer<String, String> consumer) {
    this.consumer = consumer;
  }

  /** From now on; topics that are missing are made. */
  public static KafkaTail of(String brokers, String topic) {
    ensure(brokers, topic);
    ensure(brokers, "sent");
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", brokers);
    config.put("max.partition.fetch.bytes", 4 << 20);
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return new KafkaTail(consumer);
  }

  /** All values so far, as soon as they satisfy the condition. */
  public List<String> await(String what, Predicate<List<String>> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(seen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come; " + seen.size() + " other records did");
      }
      consumer.poll(Duration.ofMillis(200)).forEach(r -> seen.add(r.value()));
    }
    return List.copyOf(seen);
  }

  /** Returns as soon as anything more has come. */
  void awaitMore() {
    int before = seen.size();
    await("anything more", all -> all.size() > before);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static void ensure(String brokers, String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new AssertionError(e);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.daping.bench.race;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events that all engines read: invented from a seed, orders and browsing, loaded once. */
final class DataSet {
  static final long SEED = 1;
  static final LocalDate DAY = LocalDate.of(2020, 11, 11);

  /** Of what shoppers do so much is neither order nor browse, but a search or a request. */
  private static final double ALL_PER_WANTED = 2.25;

  private static final List<Topic> TOPICS = List.of(Topic.ORDER, Topic.BROWSE);

  private DataSet() {}

  /** What is wrong with the events. */
  enum Flaws {
    /** Nothing: an engine that trusts them counts right. */
    NONE(0, 0, "each right and there once"),
    /** What is usual: some break the contract, some come twice. */
    USUAL(0.01, 0.01, "1 % of them refused by the contract, 1 % there twice");

    private final double bad;
    private final double duplicate;
    private final String text;

    Flaws(double bad, double duplicate, String text) {
      this.bad = bad;
      this.duplicate = duplicate;
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * Loads about so many into the topics.
   *
   * @return how many there are
   */
  static long load(Services services, Settings settings, long about, Flaws flaws)
      throws IOException {
    Path folder = settings.home().dir().resolve("events");
    long events = Math.round(about * ALL_PER_WANTED);
    services.generate(folder, events, SEED, flaws.bad, flaws.duplicate);
    keepWanted(folder);
    services.replay(folder);
    FileUtils.deleteDirectory(folder.toFile());
    return count(settings);
  }

  /** Makes the topics anew, without a record. */
  static void empty(Settings settings) {
    String kafka =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    List<String> names = TOPICS.stream().map(Topic::topicName).toList();
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
      admin.deleteTopics(names).all().get();
      Failsafe.with(
              RetryPolicy.builder()
                  .handle(Exception.class) // the old one is still being deleted
                  .withDelay(Duration.ofMillis(200))
                  .withMaxRetries(100)
                  .build())
          .run(() -> admin.createTopics(made(names, settings)).all().get());
    } catch (ExecutionException e) {
      throw new Failure("the topics cannot be emptied: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while emptying topics", e);
    }
  }

  private static List<NewTopic> made(List<String> names, Settings settings) {
    Optional<Integer> partitions = Optional.of(settings.kafka().partitions());
    return names.stream().map(name -> new NewTopic(name, partitions, Optional.empty())).toList();
  }

  private static void keepWanted(Path folder) throws IOException {
    List<String> wanted = TOPICS.stream().map(t -> t.topicName() + ".jsonl").toList();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!wanted.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  private static long count(Settings settings) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()),
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class);
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, settings.kafka().partitions())
                        .mapToObj(p -> new TopicPartition(topic.topicName(), p)))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}

package io.daping.local;

import io.daping.common.hbase.QueryProgress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Where Kafka's topics end now, to tell how far the queries are behind. */
record LatestOffsets(Map<TopicPartition, Long> ends) {
  private static final int PATIENCE_MS = 4_000;

  /** Asks for the topics of these queries; empty when Kafka does not answer. */
  static LatestOffsets ask(String bootstrapServers, Collection<QueryProgress> queries) {
    Set<String> topics = new HashSet<>();
    queries.forEach(query -> topics.addAll(query.offsets().keySet()));
    if (topics.isEmpty()) {
      return new LatestOffsets(Map.of());
    }
    Admin admin = Admin.create(properties(bootstrapServers));
    try {
      return ask(admin, topics);
    } catch (ExecutionException | KafkaException e) {
      return new LatestOffsets(Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new LatestOffsets(Map.of());
    } finally {
      admin.close(Duration.ofMillis(PATIENCE_MS));
    }
  }

  private static Properties properties(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return properties;
  }

  private static LatestOffsets ask(Admin admin, Set<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              p ->
                  wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(wanted).all().get().forEach((p, info) -> ends.put(p, info.offset()));
    return new LatestOffsets(ends);
  }

  /**
   * Records that the query has not taken yet; empty when Kafka did not answer, or is not what the
   * query reads.
   */
  OptionalLong lag(QueryProgress query) {
    if (ends.isEmpty() || query.offsets().isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        ends.entrySet().stream()
            .filter(end -> query.offsets().containsKey(end.getKey().topic()))
            .mapToLong(end -> Math.max(0, end.getValue() - taken(query, end.getKey())))
            .sum());
  }

  private static long taken(QueryProgress query, TopicPartition partition) {
    return query.offsets().get(partition.topic()).getOrDefault(partition.partition(), 0L);
  }
}

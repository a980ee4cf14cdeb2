package io.daping.common.sender;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Topics that are made where they are missing; one that is there keeps its partitions and its
 * configuration.
 *
 * @param config by Kafka's names; the brokers' defaults for all others
 */
public record MissingTopics(int partitions, Map<String, String> config) {
  public MissingTopics {
    config = Map.copyOf(config);
  }

  /** Makes those of these that are not there; another process may do the same at once. */
  public void create(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    List<NewTopic> topics = names.stream().map(this::topic).toList();
    for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(partitions), Optional.<Short>empty()).configs(config);
  }
}

package io.daping.local.kafka;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.daping.common.sender.MissingTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The broker's own care for its topics: that they exist, and that they do not grow for ever. */
final class Topics implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Topics.class);
  private static final Duration LEAST_PERIOD = Duration.ofSeconds(10);
  private static final Duration MOST_PERIOD = Duration.ofHours(1);
  private static final RetryPolicy<Object> UNTIL_IT_ANSWERS =
      RetryPolicy.builder()
          .handle(ExecutionException.class)
          .withDelay(Duration.ofMillis(200))
          .withMaxAttempts(-1)
          .withMaxDuration(Duration.ofMinutes(2))
          .build();

  private final Admin admin;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "arrival-retention");
            thread.setDaemon(true);
            return thread;
          });

  Topics(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Creates those that are not there; an existing topic keeps its partitions. */
  void createMissing(List<String> names, int partitions) {
    Failsafe.with(UNTIL_IT_ANSWERS)
        .run(() -> new MissingTopics(partitions, Map.of()).create(admin, names));
  }

  /** Deletes what is too old now and then, often enough that nothing stays a tenth too long. */
  void retain(ArrivalRetention retention) {
    Duration tenth = retention.keep().dividedBy(10);
    long period = clamp(tenth).toSeconds();
    clock.scheduleWithFixedDelay(() -> deleteExpired(retention), 0, period, TimeUnit.SECONDS);
  }

  private static Duration clamp(Duration period) {
    if (period.compareTo(LEAST_PERIOD) < 0) {
      return LEAST_PERIOD;
    }
    return period.compareTo(MOST_PERIOD) > 0 ? MOST_PERIOD : period;
  }

  private void deleteExpired(ArrivalRetention retention) {
    try {
      var expired = retention.expired(retention.folders(partitions()), Instant.now());
      if (!expired.isEmpty()) {
        LOG.info("deleting what came more than {} ago: {}", retention.keep(), expired);
        admin.deleteRecords(expired).all().get();
      }
    } catch (IOException | UncheckedIOException | ExecutionException e) {
      LOG.warn("retention is tried again later", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Integer> partitions() throws ExecutionException, InterruptedException {
    Collection<String> names = admin.listTopics().names().get();
    Map<String, Integer> partitions = new TreeMap<>();
    for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
      partitions.put(topic.name(), topic.partitions().size());
    }
    return partitions;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}

package io.daping.local.sender;

import io.daping.common.fault.Failure;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.MissingTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of events on a broker: made where they are missing, left as they are where not. */
public final class EventTopics {
  private static final int TIMEOUT_MS = 15_000;

  /**
   * How far a record time may be ahead of the broker's clock: 7,000 years, to about the year 9000.
   * Spark counts microseconds in 64 bits; a record time beyond them ends every query that comes to
   * it, again and again, so the broker refuses it and the producer is told.
   */
  public static final long MOST_AHEAD_MS = Duration.ofDays(7_000 * 365L).toMillis();

  /**
   * Record times are the sender's, of any age and ahead of the broker's clock: recorded history is
   * replayed with the times at which it happened.
   */
  private static final Map<String, String> CONFIG =
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(EventSender.MAX_RECORD_BYTES),
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime",
          TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE),
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(MOST_AHEAD_MS));

  private EventTopics() {}

  /**
   * @return the names that were missing and are there now
   * @throws Failure when the brokers cannot be reached or refuse
   */
  public static List<String> ensure(String brokers, int partitions, Collection<String> names) {
    try (Admin admin = Admin.create(config(brokers))) {
      Set<String> present = admin.listTopics().names().get();
      List<String> missing = names.stream().filter(n -> !present.contains(n)).toList();
      new MissingTopics(partitions, CONFIG).create(admin, missing);
      return missing;
    } catch (ExecutionException e) {
      throw new Failure(refusal(brokers, names, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while asking Kafka at " + brokers + " for its topics", e);
    }
  }

  private static Map<String, Object> config(String brokers) {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
  }

  private static String refusal(String brokers, Collection<String> names, Throwable cause) {
    return "Kafka at "
        + brokers
        + " did not give the topics "
        + names
        + ": "
        + cause.getMessage()
        + "\nIs it running (`bin/daping status`)? On a cluster of yours, an administrator may have"
        + " to create them with max.message.bytes="
        + EventSender.MAX_RECORD_BYTES;
  }
}

package io.daping.local.kafka;

import io.daping.common.sender.EventSender;
import io.daping.local.sender.EventTopics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of the one broker, each with the reason why it differs from Kafka's default. */
final class BrokerProperties {
  private static final String MAX_MESSAGE_BYTES = Integer.toString(EventSender.MAX_RECORD_BYTES);

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          // A killed broker's registration must lapse before the next one may serve.
          Map.entry("broker.session.timeout.ms", "3000"),
          Map.entry("broker.heartbeat.interval.ms", "500"),
          // There is one broker.
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // A mistyped topic is an error, not a new topic.
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("message.max.bytes", MAX_MESSAGE_BYTES),
          Map.entry("replica.fetch.max.bytes", MAX_MESSAGE_BYTES),
          // Recorded history keeps its record time, and an event of 2099 reaches intake, which
          // judges it.
          Map.entry("log.message.timestamp.type", "CreateTime"),
          Map.entry("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE)),
          Map.entry("log.message.timestamp.after.max.ms", Long.toString(EventTopics.MOST_AHEAD_MS)),
          // Kafka's age is now minus record time: it would delete a replay of 2010 at once.
          // ArrivalRetention does it by time of arrival.
          Map.entry("log.retention.ms", "-1"),
          Map.entry("log.retention.bytes", "-1"),
          Map.entry("log.segment.bytes", Integer.toString(256 * 1024 * 1024)));

  private BrokerProperties() {}

  static Properties of(Path logs, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(FIXED);
    String listener = "PLAINTEXT://127.0.0.1:" + port;
    properties.setProperty("listeners", listener + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.setProperty("advertised.listeners", listener);
    properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.setProperty("log.dirs", logs.toString());
    return properties;
  }
}

package io.daping.bench.plain;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.EventScan;
import io.daping.bench.peers.Increment;
import io.daping.bench.peers.Tally;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one partition of each topic to the end that it has at the start. */
final class PartitionReader implements Callable<Void> {
  private static final int RECORDS_BETWEEN_WRITES = 50_000;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Settings settings;
  private final List<TopicPartition> partitions;
  private final PlainEngine.Totals totals;
  private final EventScan scan;
  private Map<CellName, Tally> part = new HashMap<>();

  PartitionReader(Settings settings, int partition, PlainEngine.Totals totals) {
    this.settings = settings;
    this.partitions =
        List.of(
            new TopicPartition(Topic.ORDER.topicName(), partition),
            new TopicPartition(Topic.BROWSE.topicName(), partition));
    this.totals = totals;
    this.scan = new EventScan(settings.zone());
  }

  @Override
  public Void call() throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      int read = 0;
      while (!isAt(ends, consumer)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          scan.scan(record.topic(), record.value(), this::add);
          if (++read % RECORDS_BETWEEN_WRITES == 0) {
            handOver();
          }
        }
      }
      handOver();
    }
    return null;
  }

  private void add(Increment increment) {
    part.computeIfAbsent(increment.cell(), name -> new Tally()).add(increment);
  }

  private void handOver() {
    totals.add(part);
    part = new HashMap<>();
  }

  private static boolean isAt(
      Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  private Map<String, Object> config() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()),
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false);
  }
}

package io.daping.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import io.daping.common.testing.TestServices;
import io.daping.streaming.judge.KafkaRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is read of a real Kafka: each record once, in order, and nothing is passed over silently.
 */
final class LogReaderTest {
  private static final long TIME = 1_700_000_000_000L;
  private static final String KAFKA = TestServices.settings().kafka().bootstrapServers();

  private final String name = TestServices.uniqueName();
  private final TopicPartition first = new TopicPartition(name, 0);
  private final TopicPartition second = new TopicPartition(name, 1);
  private Admin admin;
  private LogReader reader;

  @BeforeEach
  void make() throws ExecutionException, InterruptedException {
    admin = Admin.create(Map.of("bootstrap.servers", KAFKA));
    admin.createTopics(List.of(new NewTopic(name, Optional.of(2), Optional.empty()))).all().get();
    reader = new LogReader(KAFKA, List.of(first, second));
  }

  @AfterEach
  void close() {
    reader.close();
    admin.close();
  }

  @Test
  void recordsComePartitionByPartitionAndLaterOnesWithTheNextMicroBatch() {
    send(first, "a", "b", "c");
    send(second, "x", "y");
    assertThat(read(range(first, 0, 2), range(second, 0, 2))).containsExactly("a", "b", "x", "y");
    send(first, "d");
    assertThat(read(range(first, 2, 4), range(second, 2, 2))).containsExactly("c", "d");
    assertThat(reader.isAtRest()).isTrue();
  }

  @Test
  void recordBearsItsPlaceItsTimeAndItsBytes() {
    send(second, "x", null);
    List<KafkaRecord> records = records(range(first, 0, 0), range(second, 0, 2));
    assertThat(records.get(0).value()).isEqualTo("x".getBytes(UTF_8));
    assertThat(records.get(0).recordTime()).isEqualTo(TIME);
    assertThat(records.get(1).partition()).isEqualTo(1);
    assertThat(records.get(1).offset()).isEqualTo(1);
    assertThat(records.get(1).value()).isNull();
    assertThat(records.get(1).topic()).isEqualTo(Topic.ORDER);
  }

  @Test
  void aRepeatedMicroBatchReadsTheSameAgain() {
    send(first, "a", "b", "c");
    assertThat(read(range(first, 0, 3), range(second, 0, 0))).containsExactly("a", "b", "c");
    assertThat(read(range(first, 1, 3), range(second, 0, 0))).containsExactly("b", "c");
  }

  @Test
  void offsetsThatAreNoRecordsAreNotWaitedFor() {
    commit(first, "a");
    commit(first, "b");
    // Each commit has an offset, too.
    assertThat(read(range(first, 0, 4), range(second, 0, 0))).containsExactly("a", "b");
    assertThat(read(range(first, 4, 4), range(second, 0, 0))).isEmpty();
  }

  @Test
  void recordsThatKafkaHasDroppedAreAnError() throws ExecutionException, InterruptedException {
    send(first, "a", "b", "c");
    admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(2))).all().get();
    assertThatThrownBy(() -> read(range(first, 0, 3), range(second, 0, 0)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(name)
        .hasMessageContaining("dropped records before they were read");
    assertThat(reader.isAtRest()).isFalse();
  }

  private List<String> read(LogRange... ranges) {
    return records(ranges).stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private List<KafkaRecord> records(LogRange... ranges) {
    return ImmutableList.copyOf(
        reader.read(new LogShare(List.of(ranges)), Detail.RECORD_AND_SENDER));
  }

  private static LogRange range(TopicPartition place, long from, long to) {
    return new LogRange(Topic.ORDER, place, from, to);
  }

  private void send(TopicPartition to, String... values) {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      send(producer, to, values);
    }
  }

  private void commit(TopicPartition to, String value) {
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", name))) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, to, value);
      producer.commitTransaction();
    }
  }

  private static void send(
      KafkaProducer<String, String> producer, TopicPartition to, String... values) {
    for (String value : values) {
      producer.send(new ProducerRecord<>(to.topic(), to.partition(), TIME, null, value));
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", KAFKA);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }
}

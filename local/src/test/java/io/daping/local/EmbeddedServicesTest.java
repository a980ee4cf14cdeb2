package io.daping.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.HBase;
import io.daping.local.process.Background;
import io.daping.local.process.Background.State;
import io.daping.local.process.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes in homes of their own; each start costs seconds, so a test says much at once. */
class EmbeddedServicesTest {
  private static final List<Service> BOTH = Services.named("kafka,hbase");
  private static final byte[] FAMILY = Bytes.toBytes("f");
  private static final byte[] COLUMN = Bytes.toBytes("n");
  private static final int WRITES = 500;

  @TempDir private Path one;
  @TempDir private Path two;

  @AfterEach
  void stopAll() {
    List.of(one, two).forEach(dir -> installation(dir).down(BOTH));
  }

  @Test
  void nothingAcknowledgedIsLostByKillingBoth() throws Exception {
    installation(one).up(BOTH);
    createTable();
    send();
    put();
    List<String> addresses = addresses(one);
    List<ProcessHandle> before = processes(one);

    before.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : before) {
      process.onExit().get();
    }
    assertThat(states(one)).containsOnly(State.DIED);
    installation(one).up(BOTH);

    assertThat(addresses(one)).isEqualTo(addresses);
    assertThat(rowsThere()).isEqualTo(WRITES);
    assertThat(recordsThere()).isEqualTo(WRITES);

    List<ProcessHandle> after = processes(one);
    installation(one).down(BOTH);
    assertThat(after).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(states(one)).containsOnly(State.STOPPED);
  }

  @Test
  void twoHomesRunSideBySide() throws Exception {
    List<Service> kafka = Services.named("kafka");
    installation(one).up(kafka);
    installation(two).up(kafka);
    installation(two).up(kafka);

    Set<String> distinct = new HashSet<>(addresses(one));
    distinct.addAll(addresses(two));
    assertThat(distinct).hasSize(2);

    JsonNode status = new ObjectMapper().readTree(new Observation(settings(one)).report().asJson());
    assertThat(status.fieldNames())
        .toIterable()
        .containsExactly("processes", "queries", "topics", "state", "troubles", "steps", "wall");
    assertThat(status.at("/processes").findValuesAsText("name"))
        .containsExactly("kafka", "hbase", "stream", "wall", "collect");
    assertThat(status.at("/processes").findValuesAsText("state"))
        .containsExactly("ready", "stopped", "stopped", "stopped", "stopped");
    assertThat(status.at("/processes/0/pid").asLong())
        .isEqualTo(new Background(settings(one).home()).process(kafka.get(0)).orElseThrow().pid());
  }

  private static Settings settings(Path dir) {
    return Configuration.load(dir, null, Map.of("kafka.partitions", "1"));
  }

  private static Installation installation(Path dir) {
    List<String> options = List.of("--home=" + dir, "--set=kafka.partitions=1");
    return new Installation(settings(dir), options, System.err);
  }

  private static List<String> addresses(Path dir) {
    return BOTH.stream()
        .flatMap(s -> settings(dir).home().addresses().of(s.name()).stream())
        .toList();
  }

  private static List<ProcessHandle> processes(Path dir) {
    Background background = new Background(settings(dir).home());
    return BOTH.stream().flatMap(s -> background.process(s).stream()).toList();
  }

  private static List<State> states(Path dir) {
    return BOTH.stream().map(new Background(settings(dir).home())::state).toList();
  }

  private String kafka() {
    return settings(one).home().addresses().of("kafka").orElseThrow();
  }

  private HBase hbase() {
    return HBase.connect(HBase.Target.of(settings(one)));
  }

  private void createTable() throws IOException {
    try (HBase hbase = hbase();
        Admin admin = hbase.connection().getAdmin()) {
      admin.createTable(
          TableDescriptorBuilder.newBuilder(TableName.valueOf("kept"))
              .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
              .build());
    }
  }

  /** Record times of 2010, as in a replay. */
  private void send() throws ExecutionException, InterruptedException {
    long recordTime = Instant.parse("2010-12-01T00:00:00Z").toEpochMilli();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < WRITES; i++) {
        producer.send(
            new ProducerRecord<>(
                Topic.ORDER.topicName(), 0, recordTime + i, null, Bytes.toBytes("event " + i)));
      }
      producer.flush();
    }
  }

  private void put() throws IOException {
    try (HBase hbase = hbase();
        Table table = hbase.connection().getTable(TableName.valueOf("kept"))) {
      for (int i = 0; i < WRITES; i++) {
        table.put(new Put(Bytes.toBytes(i)).addColumn(FAMILY, COLUMN, Bytes.toBytes(i)));
      }
    }
  }

  private long rowsThere() throws IOException {
    try (HBase hbase = hbase();
        Table table = hbase.connection().getTable(TableName.valueOf("kept"))) {
      boolean[] there =
          table.exists(
              IntStream.range(0, WRITES).mapToObj(i -> new Get(Bytes.toBytes(i))).toList());
      return IntStream.range(0, WRITES).filter(i -> there[i]).count();
    }
  }

  private long recordsThere() throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(Topic.ORDER.topicName(), 0);
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(Map.of("bootstrap.servers", kafka()))) {
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .all()
              .get()
              .get(partition)
              .offset();
      long begin =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.earliest()))
              .all()
              .get()
              .get(partition)
              .offset();
      return end - begin;
    }
  }
}

package io.daping.streaming.metrics;

import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.paid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.config.Settings;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Topic;
import io.daping.common.hbase.CellStore;
import io.daping.common.testing.TestServices;
import io.daping.common.testing.TestTables;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.testing.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a subscriber of the topic of changed numbers gets, from the real Kafka. */
final class MetricTopicTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final long AS_OF = Instant.parse("2026-11-11T03:00:00Z").toEpochMilli();
  private static final String MINUTE = "gmv_paid|minute|2026-11-11T10:00:00+08:00|item|";
  private static final String DAY = "gmv_paid|day|2026-11-11T00:00:00+08:00|total||CNY";

  private static TestTables tables;
  private static MetricsPlan plan;

  private final String name = TestServices.uniqueName();
  private final List<CellTotals> totals =
      Arrays.stream(Grain.values())
          .map(g -> new CellTotals(g, new CellStore(tables.hbase(), plan.keys()), 1_000))
          .toList();

  @BeforeAll
  static void create() {
    tables = TestTables.create();
    plan = MetricsPlan.compile(TestSpark.session(), CATALOGUE, tables.settings());
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void eachChangedNumberComesWithAllThatItMeansAndARepetitionChangesNothing() throws Exception {
    try (MetricTopic topic =
        MetricTopic.open(name, new MetricRecords(CATALOGUE, plan), tables.settings())) {
      publish(topic, 1, paid("o1", "ann", instant("10:00"), 9_900));
      publish(topic, 2, paid("o2", "bob", instant("10:59"), 100));
      publish(topic, 2, paid("o2", "bob", instant("10:59"), 100));
    }
    Map<String, JsonNode> last = lastOfEachKey();

    assertThat(last.get(DAY).toString())
        .isEqualTo(
            "{\"metric\":\"gmv_paid\",\"grain\":\"day\",\"window_start\":\"2026-11-11T00:00:00+08:00\","
                + "\"window_end\":\"2026-11-12T00:00:00+08:00\",\"dimension\":\"total\",\"member\":\"\","
                + "\"value\":10000,\"currency\":\"CNY\",\"error\":0.0,\"as_of\":\"2026-11-11T11:00:00.002+08:00\","
                + "\"catalogue_version\":"
                + CATALOGUE.version()
                + ",\"provisional\":true}");
    JsonNode minute = last.get("orders_paid|minute|2026-11-11T10:00:00+08:00|total|");
    assertThat(minute.path("value").asLong()).isEqualTo(1);
    assertThat(minute.has("currency")).isFalse();
    assertThat(minute.path("provisional").asBoolean()).isFalse();
    assertThat(last.keySet()).noneMatch(key -> key.startsWith(MINUTE));
    assertThat(last.keySet()).noneMatch(key -> key.startsWith("gmv_created"));
    assertThat(policy()).isEqualTo("compact,delete");
  }

  /** As a micro-batch does; a repeated one has the same number and timestamp. */
  private void publish(MetricTopic topic, long number, OrderEvent event) {
    FactCounter counter = new FactCounter(plan.of(Topic.ORDER), plan);
    counter.count(event, 1);
    Rollup rollup = new Rollup(plan);
    rollup.add(counter);
    MicroBatch batch = new MicroBatch(number, 1, AS_OF + number, Map.of(), Map.of());
    Map<Grain, Map<CellKey, Cell>> added = rollup.cells();
    for (Grain grain : Grain.values()) {
      Map<CellKey, Cell> cells = totals.get(grain.ordinal()).add(batch, added.get(grain));
      topic.publish(batch.timestamp(), added.get(grain), cells);
    }
  }

  private Map<String, JsonNode> lastOfEachKey() {
    Map<String, JsonNode> last = new TreeMap<>();
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", brokers());
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(p -> new TopicPartition(name, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> last.put(r.key(), json(r.value())));
      }
    }
    return last;
  }

  private String policy() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .get(topic)
          .get("cleanup.policy")
          .value();
    }
  }

  private static String brokers() {
    Settings settings = tables.settings();
    return settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant instant(String time) {
    return Instant.ofEpochMilli(at(time));
  }
}

package io.daping.acceptance;

import static io.daping.acceptance.Records.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daping.common.event.PoisonTable;
import io.daping.common.event.PoisonTable.Entry;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every payload of the poison table, sent as it is: none stops a query, each lands where the table
 * says, and what is repaired goes back once.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuarantineTest {
  private static final String ACCEPTED = "accepted";

  private static Daping daping;
  private static ReadApi api;
  private static Daping.Done stream;

  @BeforeAll
  static void poisonTheTopics() {
    daping = Daping.up("quarantine");
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Entry entry : PoisonTable.entries()) {
      records.add(
          new ProducerRecord<>(
              entry.topic().topicName(), 0, PoisonTable.NOW, null, entry.payload()));
    }
    records.add(search("once", "red shoes"));
    records.add(search("once", "red shoes"));
    records.add(search("once", "blue shoes"));
    Records.send(daping, records);
    stream = streamOnce();
    api = ReadApi.of(daping);
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  @Order(1)
  void eachPayloadIsInQuarantineForItsReasonAndNoQueryFell() {
    assertThat(stream.stderr()).doesNotContain("fell", "ERROR");
    Map<String, Long> expected = new TreeMap<>();
    for (Entry entry : PoisonTable.entries()) {
      if (!entry.verdict().equals(ACCEPTED)) {
        expected.merge(entry.topic().topicName() + " " + entry.verdict(), 1L, Long::sum);
      }
    }
    expected.put("search conflict", 1L);
    assertThat(refused()).isEqualTo(expected);
    assertThat(expected.values().stream().mapToLong(n -> n).sum()).isGreaterThan(60);
  }

  @Test
  @Order(1)
  void inIsSilverAndDuplicateAndQuarantineAndAllGoodEventsCount() {
    for (JsonNode topic : daping.run("status", "--json").json().get("topics")) {
      String name = topic.get("topic").asText();
      assertThat(topic.get("in").asLong())
          .as(name)
          .isEqualTo(
              topic.get("silver").asLong()
                  + topic.get("duplicate").asLong()
                  + topic.get("quarantine").asLong());
      assertThat(topic.get("silver").asLong()).as(name).isEqualTo(good(name));
      assertThat(topic.get("duplicate").asLong()).isEqualTo(name.equals("search") ? 1 : 0);
    }
    assertThat(counted("searches")).isEqualTo(good("search"));
    assertThat(counted("requests")).isEqualTo(good("access"));
    assertThat(counted("samples")).isEqualTo(good("machine"));
    assertThat(counted("log_records")).isEqualTo(good("applog"));
  }

  @Test
  @Order(2)
  void whatIsRepairedGoesBackOnce() throws IOException {
    String[] negative = {"--topic", "access", "--reason", "bad_value"};
    JsonNode shown = daping.run(with(negative, "quarantine", "show", "--json")).json();
    List<ObjectNode> mended = new ArrayList<>();
    for (JsonNode record : shown) {
      if (record.get("value").asText().contains("\"bytes\":-1")) {
        String value = record.get("value").asText().replace("\"bytes\":-1", "\"bytes\":1");
        mended.add(((ObjectNode) record).put("value", value));
      }
    }
    assertThat(mended).hasSize(1);
    Path repairs = Files.writeString(daping.home().resolve("repairs.json"), mended.toString());
    long before = counted("requests");
    assertThat(replay("--from=" + repairs)).isEqualTo("{\"sent\":1,\"refused\":{},\"unknown\":0}");
    assertThat(replay("--from=" + repairs)).isEqualTo("{\"sent\":0,\"refused\":{},\"unknown\":1}");
    streamOnce();
    assertThat(counted("requests")).isEqualTo(before + 1);
    JsonNode refused = mended.get(0);
    assertThat(Parquet.rowsOf(daping.home().resolve("tables/silver_access")))
        .filteredOn(row -> row.contains("repairs_offset: "))
        .singleElement()
        .asString()
        .contains("repairs_partition: " + refused.get("partition").asInt())
        .contains("repairs_offset: " + refused.get("offset").asLong())
        .contains("bytes: 1\n");
  }

  @Test
  @Order(3)
  void whatIsNotRepairedStays() {
    Daping.Done done =
        daping.run("quarantine", "replay", "--json", "--topic", "machine", "--reason", "not_json");
    assertThat(done.text().strip())
        .isEqualTo("{\"sent\":0,\"refused\":{\"not_json\":2},\"unknown\":0}");
  }

  private static String replay(String... options) {
    return daping.run(with(options, "quarantine", "replay", "--json")).text().strip();
  }

  private static Daping.Done streamOnce() {
    return daping.run("stream", "--once", "--jobs", "intake,metrics");
  }

  private static Map<String, Long> refused() {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode row : daping.run("quarantine", "list", "--json").json()) {
      counts.put(
          row.get("topic").asText() + " " + row.get("reason").asText(), row.get("count").asLong());
    }
    return counts;
  }

  private static long good(String topic) {
    long table =
        PoisonTable.entries().stream()
            .filter(e -> e.topic().topicName().equals(topic) && e.verdict().equals(ACCEPTED))
            .count();
    return topic.equals("search") ? table + 1 : table;
  }

  private static long counted(String metric) {
    long sum = 0;
    for (JsonNode row : api.ask(metric).get("rows")) {
      sum += row.get("value").asLong();
    }
    return sum;
  }

  private static ProducerRecord<byte[], byte[]> search(String id, String query) {
    String json =
        "{\"event_id\":\"%s\",\"event_time\":%d,\"visitor_id\":\"v1\",\"query\":\"%s\"}"
            .formatted(id, PoisonTable.NOW, query);
    return new ProducerRecord<>(Topic.SEARCH.topicName(), 0, PoisonTable.NOW, null, utf8(json));
  }

  private static String[] with(String[] options, String... verb) {
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }
}

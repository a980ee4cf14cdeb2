package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.Verbs;
import io.daping.common.event.Topic;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.SentCount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateToKafkaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-10T12:00:00Z");
  private static TestBroker broker;
  @TempDir Path dir;

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void clear() {
    broker.clear();
  }

  @Test
  void endsAfterExactlyAsManyAsAskedAndCountsThem() throws IOException {
    JsonNode counts = generate("--events=2000", "--rate=5000", "--start=" + START);

    for (String topic : Topic.names()) {
      long told = 0;
      for (JsonNode count : counts.get(topic)) {
        told += count.longValue();
      }
      assertThat(Consumed.all(broker, topic)).hasSize((int) told);
    }
    assertThat(all()).hasSize(2_000);
  }

  @Test
  void endsAfterItsTime() throws IOException {
    generate("--rate=1000", "--for=1s", "--start=" + START);

    assertThat(all()).hasSizeBetween(1, 1_100);
    assertThat(all())
        .allMatch(r -> r.time() >= START.toEpochMilli() && r.time() < START.toEpochMilli() + 1_000);
  }

  @Test
  void sameSeedAndStartGiveTheSameRecords() throws IOException {
    String[] options = {"--events=1000", "--rate=2000", "--start=" + START};
    generate(options);
    List<String> first = described(all());
    broker.clear();
    generate(options);

    assertThat(described(all())).isEqualTo(first);
  }

  @Test
  void wrongClocksAreWrongAgainstTheRecordTime() throws IOException {
    JsonNode counts =
        generate("--events=3000", "--rate=50000", "--bad=1", "--seed=3", "--start=" + START);
    long future = 0;
    long old = 0;
    for (Topic topic : Topic.values()) {
      for (Consumed.Record r : Consumed.all(broker, topic.topicName())) {
        long ahead = Glance.at(r.value(), topic).eventTime().orElse(r.time()) - r.time();
        future += ahead > Duration.ofMinutes(5).toMillis() ? 1 : 0;
        old += -ahead > Duration.ofDays(7).toMillis() ? 1 : 0;
      }
    }

    assertThat(future).isPositive().isEqualTo(counted(counts, "bad:future"));
    assertThat(old).isPositive().isEqualTo(counted(counts, "bad:too_old"));
  }

  @Test
  void keyIsTheOneOfTheContract() throws IOException {
    generate("--events=500", "--rate=1000", "--bad=0", "--start=" + START);

    for (Topic topic : Topic.values()) {
      for (Consumed.Record r : Consumed.all(broker, topic.topicName())) {
        assertThat(r.key()).isEqualTo(JSON.readTree(r.value()).get(topic.keyField()).textValue());
      }
    }
  }

  @Test
  void whatASourceSaysThatItSentIsThere() throws IOException {
    generate("--events=500", "--rate=5000", "--start=" + START);

    Map<String, Long> told = new TreeMap<>();
    for (Consumed.Record r : Consumed.all(broker, SentCount.TOPIC)) {
      SentCount count = JSON.readValue(r.value(), SentCount.class);
      assertThat(r.key()).isEqualTo(count.source());
      told.merge(count.source() + " " + count.minute(), count.count(), Long::sum);
    }
    Map<String, Long> marked = new TreeMap<>();
    for (Consumed.Record r : all()) {
      String source = r.headers().get(EventSender.SOURCE);
      assertThat(source).startsWith("generate@");
      marked.merge(source + " " + r.headers().get(EventSender.SENT_MINUTE), 1L, Long::sum);
    }
    assertThat(told).isEqualTo(marked);
  }

  private static long counted(JsonNode counts, String fate) {
    return Topic.names().stream().mapToLong(t -> counts.get(t).path(fate).asLong()).sum();
  }

  private static List<Consumed.Record> all() {
    return Topic.names().stream().flatMap(t -> Consumed.all(broker, t).stream()).toList();
  }

  private static List<String> described(List<Consumed.Record> records) {
    return records.stream()
        .map(r -> r.time() + r.key() + new String(r.value(), StandardCharsets.ISO_8859_1))
        .sorted()
        .toList();
  }

  private JsonNode generate(String... options) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine line = Verbs.commandLine(new GenerateCommand()).setOut(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    String[] with = all.toArray(String[]::new);
    assertThat(line.execute(Consumed.arguments("generate", broker, dir, with))).isZero();
    return JSON.readTree(out.toString());
  }
}

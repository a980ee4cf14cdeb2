package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Generated events with everything that goes wrong among them: each meets the fate it was made for.
 */
class GeneratedDataTest {
  private static final String BEGUN = Instant.now().minusSeconds(60).toString();
  private static Daping daping;
  private static Path events;

  @BeforeAll
  static void generateAndStream() {
    daping = Daping.up("generated");
    events = daping.home().resolve("events");
    daping.run(
        "generate",
        "--events=15000",
        "--seed=11",
        "--bad=0.01",
        "--late=0.02",
        "--duplicate=0.05",
        "--out=" + events);
    daping.run("replay", events.toString());
    daping.run(
        "stream", "--once", "--jobs=intake,metrics", "--set=stream.max-records-per-batch=5000");
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  void everyEventMeetsTheFateItWasMadeFor() throws IOException {
    Map<String, Long> made = ledger();
    for (JsonNode topic : daping.run("status", "--json").json().get("topics")) {
      String name = topic.get("topic").asText();
      assertThat(topic.get("duplicate").asLong()).isEqualTo(made.get(name + " duplicate"));
      assertThat(topic.get("quarantine").asLong()).isEqualTo(made.get(name + " bad"));
      assertThat(topic.get("silver").asLong()).isEqualTo(made.get(name + " good"));
      assertThat(topic.get("in").asLong())
          .isEqualTo(
              topic.get("silver").asLong()
                  + topic.get("duplicate").asLong()
                  + topic.get("quarantine").asLong());
    }
  }

  @Test
  void theNightAgreesWithTheStream() {
    JsonNode report =
        daping
            .withCompiledPlans()
            .run("batch", "--from", "2026-11-10", "--to", "2026-11-13", "--json")
            .json();
    long cells = 0;
    for (JsonNode day : report.get("days")) {
      assertThat(day.get("unexplained").asLong()).as(day.toString()).isZero();
      cells += day.get("cells").asLong();
    }
    assertThat(cells).isGreaterThan(50_000);
  }

  @Test
  @Tag("drill")
  void whatWasSentAndHasNotLandedIsNamed() throws Exception {
    killAProducer();
    Daping proof = daping.beside("proof");
    proof.run("stream", "--once", "--jobs", "intake");

    JsonNode before =
        proof.run("completeness", "--json", "--from", BEGUN, "--to", "9999-01-01").json();
    long replayed = 0;
    for (JsonNode minute : before.get("minutes")) {
      boolean killed = minute.get("source").asText().startsWith("generate@");
      assertThat(minute.get("state").asText()).isIn("complete", killed ? "open" : "complete");
      replayed += killed ? 0 : minute.get("sent").asLong();
    }
    assertThat(replayed).isEqualTo(ledger().values().stream().mapToLong(n -> n).sum());
    assertThat(before.get("open").asLong()).isPositive();

    long dropped = new DeltaLog(proof.home().resolve("tables-proof/silver_order")).dropNewestFile();
    assertThat(missing(proof, "order")).isGreaterThanOrEqualTo(dropped);
    assertThat(missing(proof, "search")).isZero();
  }

  /** What is missing of a topic, by a report that fails. */
  private static long missing(Daping proof, String topic) {
    Daping.Done report =
        proof.attempt("completeness", "--json", "--from", BEGUN, "--to", "9999-01-01");
    assertThat(report.exitCode()).isEqualTo(1);
    long missing = 0;
    for (JsonNode minute : report.json().get("minutes")) {
      missing += minute.get("topic").asText().equals(topic) ? minute.get("missing").asLong() : 0;
    }
    return missing;
  }

  /** Ends a generator by force, once Kafka has something of it and before its minute is told. */
  private static void killAProducer() throws Exception {
    long before = bytesOfViews();
    Path out = daping.home().resolve("killed.out");
    Process generator = daping.start(out, out, "generate", "--rate=200", "--seed=5");
    RetryPolicy<Object> poll =
        RetryPolicy.builder()
            .handleResultIf(bytes -> (long) bytes <= before)
            .withDelay(Duration.ofMillis(50))
            .withMaxAttempts(-1)
            .withMaxDuration(Duration.ofMinutes(2))
            .build();
    try {
      assertThat((long) Failsafe.with(poll).get(() -> bytesOfViews())).isGreaterThan(before);
    } finally {
      generator.destroyForcibly().waitFor();
    }
  }

  /** In all segments: a record that is days younger than a segment begins another. */
  private static long bytesOfViews() throws IOException {
    try (Stream<Path> files = Files.walk(daping.home().resolve("kafka/data"))) {
      return files
          .filter(file -> file.toString().matches(".*/browse-[0-9]+/[0-9]+\\.log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /** Topic and class (all reasons as one) to count. */
  private static Map<String, Long> ledger() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, Long> counts = new TreeMap<>();
    for (String line : Files.readAllLines(events.resolve("ledger.jsonl"))) {
      JsonNode entry = json.readTree(line);
      String fate = entry.get("class").asText().replaceAll(":.*", "").replace("late", "good");
      counts.merge(entry.get("topic").asText() + " " + fate, 1L, Long::sum);
    }
    return counts;
  }
}

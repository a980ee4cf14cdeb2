package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated events with everything that goes wrong among them: each meets the fate it was made for.
 */
class GeneratedDataTest {
  private static Daping daping;
  private static Path events;

  @BeforeAll
  static void generateAndStream() {
    daping = Daping.up("generated");
    events = daping.home().resolve("events");
    daping.run(
        "generate",
        "--events=30000",
        "--seed=11",
        "--bad=0.01",
        "--late=0.02",
        "--duplicate=0.05",
        "--out=" + events);
    daping.run("replay", events.toString());
    daping.run("stream", "--once", "--set=stream.max-records-per-batch=10000");
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
        daping.run("batch", "--from", "2026-11-10", "--to", "2026-11-13", "--json").json();
    for (JsonNode day : report.get("days")) {
      assertThat(day.get("unexplained").asLong()).as(day.toString()).isZero();
    }
    JsonNode day = daping.run("reconcile", "2026-11-11", "--json").json();
    assertThat(day.get("cells").asLong()).isGreaterThan(1_000);
    assertThat(day.get("unexplained").asLong()).isZero();
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

package io.daping.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.event.CombinedLog.Line;
import io.daping.common.event.Verdict.Accepted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedLogTest {
  private static final Path DATA =
      Path.of(System.getProperty("daping.root", ".."), "../shared/data").normalize();
  private static final Intake INTAKE = new Intake(300_000, 604_800_000);
  private static final long TEN_PAST_FIVE = 1_431_857_103_000L;

  @Test
  void everyFieldOfCombinedLineArrives() {
    AccessEvent event =
        accepted(
            "2001:db8::7 - ann [17/May/2015:18:05:03 +0800] \"POST /a?q=1&r=%20 HTTP/1.1\" 304 12"
                + " \"http://x/\\\"y\\\"\" \"caf\\xc3\\xa9 \\\\ \\t\u4e2d \\xff\"");

    assertThat(event)
        .usingRecursiveComparison()
        .ignoringFields("eventId")
        .isEqualTo(
            new AccessEvent(
                "",
                TEN_PAST_FIVE,
                "2001:db8::7",
                "POST",
                "/a?q=1&r=%20",
                304,
                12L,
                null,
                "http://x/\"y\"",
                "caf\\xc3\\xa9 \\\\ \\t\u4e2d \\xff",
                null,
                "ann"));
    assertThat(accepted(combined("\"-\" \"caf\\xc3\\xa9 \\\\ \\t\u4e2d\"")).userAgent())
        .isEqualTo("caf\u00e9 \\ \t\u4e2d");
  }

  @Test
  void dashIsAbsentAndCommonFormatHasNoAgent() {
    AccessEvent event = accepted(combined("\"-\" \"-\"").replace(" 5 ", " - ") + "\r");
    AccessEvent common = accepted(combined("").strip());

    assertThat(event).extracting("bytes", "referrer", "userAgent", "userId").containsOnlyNulls();
    assertThat(common.bytes()).isEqualTo(5);
    assertThat(common.userAgent()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "shop.example - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5",
        "1.2.3.4 - - [17/Mai/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5",
        "1.2.3.4 - - [31/Jun/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5",
        "1.2.3.4 - - [17/May/+999999999:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5",
        "1.2.3.4 - - [17/May/2015:10:05:03] \"GET / HTTP/1.1\" 200 5",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"-\" 408 -",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"\\x16\\x03\\x01 / HTTP/1.1\" 400 5",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET /a b HTTP/1.1\" 200 5",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 20 5",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 -5",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 \"-\"",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"never closed",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"closed\\\"",
        "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\" 17"
      })
  void lineThatIsNotWhollyInTheFormatIsNoRequest(String line) {
    assertThat(read(line, new LinePlace("x", 0))).isInstanceOf(Line.Unreadable.class);
  }

  @Test
  void idFollowsFromPlaceAndBytes() {
    String line = combined("\"-\" \"-\"");
    LinePlace place = new LinePlace("access.log", 7);

    assertThat(id(line, place)).isEqualTo(id(line, new LinePlace("access.log", 7))).hasSize(40);
    assertThat(id(line, place))
        .isNotEqualTo(id(line, new LinePlace("access.log", 8)))
        .isNotEqualTo(id(line, new LinePlace("access.log.1", 7)))
        .isNotEqualTo(id(line.replace("GET", "PUT"), place));
  }

  @Test
  void recordedLogHasItsTrueAnswers() throws IOException {
    Path log = DATA.resolve("access/access.log.gz");
    Assumptions.assumeTrue(Files.exists(log), () -> "the recorded data is absent: " + log);
    JsonNode truth = new ObjectMapper().readTree(DATA.resolve("expected/access.json").toFile());
    List<AccessEvent> events = new ArrayList<>();
    List<String> agents = new ArrayList<>();
    List<Integer> unreadable = new ArrayList<>();
    List<String> lines = lines(log);
    for (int i = 0; i < lines.size(); i++) {
      LinePlace place = new LinePlace("access.log", i + 1L);
      if (read(lines.get(i), place) instanceof Line.Request request) {
        events.add(judged(request));
        // As it was sent: an event's agent has no address to write to, which may name a robot.
        agents.add(new ObjectMapper().readTree(request.json()).path("user_agent").asText());
      } else {
        unreadable.add(i + 1);
      }
    }

    assertThat(unreadable).containsExactly(8899);
    assertThat(events).extracting(AccessEvent::eventId).doesNotHaveDuplicates().hasSize(9_999);
    assertThat(counts(events, e -> "" + e.status())).isEqualTo(column(truth.get("by_status")));
    assertThat(counts(events, AccessEvent::method)).isEqualTo(column(truth.get("by_method")));
    JsonNode whole = truth.get("whole");
    assertThat(counts(events, AccessEvent::ip)).hasSize(whole.get("ips").asInt());
    assertThat(events.stream().filter(e -> e.bytes() == null))
        .hasSize(whole.get("without_bytes").asInt());
    assertThat(events.stream().mapToLong(e -> e.bytes() == null ? 0 : e.bytes()).sum())
        .isEqualTo(whole.get("bytes").asLong());
    assertThat(events.stream().mapToLong(AccessEvent::eventTime).min())
        .hasValue(java.time.Instant.parse("2015-05-17T10:05:00Z").toEpochMilli());
    assertThat(events.stream().mapToLong(AccessEvent::eventTime).max())
        .hasValue(java.time.Instant.parse("2015-05-20T21:05:59Z").toEpochMilli());
    assertThat(agents.stream().filter(a -> a.matches("(?i).*(bot|crawl|spider|slurp).*")))
        .hasSize(truth.get("agent_names_a_robot").get("requests").asInt());
  }

  private static String combined(String rest) {
    return "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 " + rest;
  }

  private static Line read(String line, LinePlace place) {
    return CombinedLog.read(line.getBytes(StandardCharsets.UTF_8), place);
  }

  private static String id(String line, LinePlace place) {
    return ((Line.Request) read(line, place)).eventId();
  }

  private static AccessEvent accepted(String line) {
    return judged((Line.Request) read(line, new LinePlace("x", 0)));
  }

  private static AccessEvent judged(Line.Request request) {
    Verdict verdict = INTAKE.judge(Topic.ACCESS, request.json(), request.eventTime());
    assertThat(verdict).isInstanceOf(Accepted.class);
    AccessEvent event = (AccessEvent) ((Accepted) verdict).event();
    assertThat(event.eventId()).isEqualTo(request.eventId());
    assertThat(event.ip()).isEqualTo(request.ip());
    return event;
  }

  private static Map<String, Long> counts(
      List<AccessEvent> events, Function<AccessEvent, String> by) {
    return events.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> column(JsonNode table) {
    Map<String, Long> counts = new TreeMap<>();
    table.get("rows").forEach(row -> counts.put(row.get(0).asText(), row.get(1).asLong()));
    return counts;
  }

  private static List<String> lines(Path log) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }
}

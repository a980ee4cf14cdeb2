package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines of web servers' logs over HTTP. */
@Timeout(60)
final class AccessLinesTest {
  private static final String LINE =
      "203.0.113.9 - - [17/May/2015:10:05:0%d +0000] \"GET /%s HTTP/1.1\" 200 123 \"-\" \"curl/8\"";

  private TestCollector collector;

  @BeforeEach
  void start() {
    collector = TestCollector.start(Map.of("/intake.too-old-limit", "10000 days"));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void aLineIsARecordAndOneThatIsNoneIsNamed() {
    Landed landing = collector.landing(Topic.ACCESS);
    HttpResponse<String> answer = lines("", line(1) + "\nhello\n" + line(2));
    assertThat(answer.statusCode()).isEqualTo(207);
    JsonNode bad = TestCollector.parse(answer.body()).at("/rejected/0");
    assertThat(bad.get("index").asInt()).isOne();
    assertThat(bad.get("reason").asText()).isEqualTo("not_json");
    assertThat(bad.get("detail").asText()).startsWith("no line in combined log format: ");
    assertThat(landing.now()).hasSize(2).allMatch(r -> r.key().equals("203.0.113.9"));
  }

  @Test
  void whatIsSentAgainHasTheSameIdsAndEqualLinesHaveTheirOwn() {
    Landed landing = collector.landing(Topic.ACCESS);
    String twice = line(1) + "\n" + line(1);
    lines("", twice);
    lines("", twice);
    assertThat(ids(landing)).hasSize(4);
    assertThat(ids(landing).stream().distinct()).hasSize(2);
  }

  @Test
  void whereTheSenderNamesThePlaceTheCutDoesNotMatter() {
    Landed landing = collector.landing(Topic.ACCESS);
    lines("?source=web1&first_line=7", line(1) + "\n" + line(1));
    lines("?source=web1&first_line=8", line(1));
    lines("?source=web2&first_line=8", line(1));
    assertThat(ids(landing)).hasSize(4);
    assertThat(ids(landing).stream().distinct()).hasSize(3);
    EventsOverHttpTest.assertRefused(lines("?source=web1", line(1)), 400, "belong together");
    EventsOverHttpTest.assertRefused(
        lines("?source=a&first_line=x", line(1)), 400, "first_line must be a number");
  }

  @Test
  void ofTheRecordedLogAllLinesButTheMalformedOneAreTaken() throws IOException {
    Path recorded = Path.of(System.getProperty("daping.root", ".."), "../shared/data/access");
    assumeTrue(Files.isDirectory(recorded), "no " + recorded);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(recorded.resolve("access.log.gz")))) {
      HttpResponse<String> answer = lines("", new String(in.readAllBytes(), UTF_8));
      JsonNode receipt = TestCollector.parse(answer.body());
      assertThat(receipt.get("accepted").asInt()).isEqualTo(9_999);
      assertThat(receipt.get("rejected")).hasSize(1);
    }
  }

  private String line(int second) {
    return LINE.formatted(second, collector.mark());
  }

  private HttpResponse<String> lines(String question, String lines) {
    return collector.post(
        "/v1/events/access" + question, "text/plain; charset=utf-8", lines.getBytes(UTF_8));
  }

  private static List<String> ids(Landed landing) {
    return landing.values().stream()
        .map(v -> TestCollector.parse(v).get("event_id").asText())
        .toList();
  }
}

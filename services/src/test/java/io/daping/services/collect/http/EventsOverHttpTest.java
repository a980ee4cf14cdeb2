package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.daping.common.event.Topic;
import io.daping.common.sender.EventSender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events over real HTTP into the real Kafka: what is acknowledged is there, and nothing else. */
@Timeout(120)
final class EventsOverHttpTest {
  private static final String ORDER =
      "{\"event_id\":\"%s\",\"event_time\":%d,\"order_id\":\"o1\",\"status\":\"PAID\",\"lines\":[{\"item_id\":\"i1\",\"quantity\":1,\"unit_price\":990}]}";

  private TestCollector collector;

  @BeforeEach
  void start() {
    collector =
        TestCollector.start(Map.of("limits.max-body", "3 MiB", "limits.max-records", "100"));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void oneEventIsInKafkaAsItWasSentWhenItIsAcknowledged() {
    Landed landing = collector.landing(Topic.ORDER);
    long before = System.currentTimeMillis();
    String order = " " + ORDER.formatted(collector.mark(), before).replace("}]}", "}], \"x\": 1}");
    HttpResponse<String> answer = collector.json("order", order);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
    var landed = landing.now();
    assertThat(landed).hasSize(1);
    assertThat(landed.get(0).value()).isEqualTo(order);
    assertThat(landed.get(0).key()).isEqualTo("o1");
    assertThat(landed.get(0).timestamp()).isBetween(before, System.currentTimeMillis());
    assertThat(Landed.header(landed.get(0), EventSender.SOURCE)).startsWith("collector@");
  }

  @Test
  void ofMixedLinesTheGoodLandInOrderAndTheBadAreNamed() {
    Landed landing = collector.landing(Topic.BROWSE);
    long now = System.currentTimeMillis();
    HttpResponse<String> answer =
        collector.lines(
            "browse",
            collector.view("a"),
            "{\"event_id\":",
            "",
            collector.view("b") + "\r",
            collector.view("c").replace("view", "stare"),
            collector.view("d", now + 3_600_000),
            collector.view("e", now - 8 * 86_400_000L),
            collector.view("f").replace("\"visitor_id\"", "\"visitor\""),
            collector.view("g") + "\n");
    assertThat(answer.statusCode()).isEqualTo(207);
    JsonNode receipt = TestCollector.parse(answer.body());
    assertThat(receipt.get("accepted").asInt()).isEqualTo(3);
    assertThat(receipt.get("rejected").findValuesAsText("index"))
        .containsExactly("1", "3", "4", "5", "6");
    assertThat(receipt.get("rejected").findValuesAsText("reason"))
        .containsExactly("not_json", "bad_value", "future", "too_old", "missing_field");
    assertThat(receipt.at("/rejected/1/detail").asText()).contains("action", "stare");
    assertThat(ids(landing)).containsExactly("a", "b", "g");
    assertThat(collector.counts("browse"))
        .isEqualTo(
            TestCollector.parse(
                """
                {"topic":"browse","received":8,"acknowledged":3,"unacknowledged":0,"rejected":
                 {"bad_value":1,"future":1,"missing_field":1,"not_json":1,"too_old":1}}"""));
  }

  @Test
  void whereAllAreBadNothingLands() {
    Landed landing = collector.landing(Topic.BROWSE);
    String large = collector.view("a").replace("i1", "i".repeat(1 << 20));
    HttpResponse<String> answer =
        collector.lines("browse", large, "[" + collector.view("b") + "]", "\u0000");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(TestCollector.parse(answer.body()).get("rejected").findValuesAsText("reason"))
        .containsExactly("too_large", "not_json", "not_json");
    assertThat(landing.now()).isEmpty();
  }

  @Test
  void packedLinesAreUnpacked() throws IOException {
    Landed landing = collector.landing(Topic.BROWSE);
    String lines = collector.view("a") + "\n" + collector.view("b");
    HttpResponse<String> answer = packed(gzip(lines.getBytes(UTF_8), 1));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(ids(landing)).containsExactly("a", "b");
  }

  @Test
  void aSmallBodyThatUnpacksToALargeOneIsRefused() throws IOException {
    byte[] bomb = gzip(new byte[1 << 20], 50);
    assertThat(bomb.length).isLessThan(100_000);
    assertRefused(packed(bomb), 413, "a body may have 3145728 bytes");
    assertThat(collector.counts().at("/in_flight/bytes").asLong()).isZero();
  }

  @Test
  void whatIsNoGzipOrCutOffIsRefused() throws IOException {
    assertRefused(packed(collector.view("a").getBytes(UTF_8)), 400, "no gzip");
    byte[] whole = gzip(collector.view("a").getBytes(UTF_8), 1);
    assertRefused(packed(Arrays.copyOf(whole, whole.length - 12)), 400, "cut off");
  }

  @Test
  void aRequestMayNotBringTooMuch() {
    byte[] tooLong = new byte[(3 << 20) + 1];
    assertRefused(
        collector.post("/v1/events/browse", "application/json", tooLong), 413, "send several");
    String[] tooMany = new String[101];
    Arrays.setAll(tooMany, i -> collector.view("n" + i));
    assertRefused(collector.lines("browse", tooMany), 413, "may have 100 records, has 101");
    assertThat(collector.counts("browse").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          browse | text/plain                       | 415 | application/x-ndjson
          browse | application/json; charset=UTF-16 | 415 | in UTF-8
          orders | application/json                 | 404 | no topic is called "orders"; there are [order, browse
          sent   | application/json                 | 404 | no topic is called
          browse | application/x-ndjson             | 400 | no record
          """)
  void aWrongRequestIsToldWhy(String topic, String type, int status, String message) {
    byte[] blank = " \n\n".getBytes(UTF_8);
    assertRefused(collector.post("/v1/events/" + topic, type, blank), status, message);
  }

  @Test
  void otherEncodingsAreRefused() {
    var request =
        collector
            .request("/v1/events/browse")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "br")
            .POST(BodyPublishers.ofString("x"));
    assertRefused(collector.send(request), 415, "Content-Encoding may be gzip");
  }

  @Test
  void aBodyThatIsNoHttpIsTheSendersFault() throws IOException {
    URI address = URI.create(collector.url("/"));
    String request =
        "POST /v1/events/browse HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n";
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error\"");
    }
  }

  @Test
  void aPageThatIsNotNamedMayNotSend() {
    var request =
        collector
            .request("/v1/events/browse")
            .header("Content-Type", "application/json")
            .header("Origin", "https://evil.example")
            .POST(BodyPublishers.ofString(collector.view("a")));
    assertRefused(collector.send(request), 403, "pages of https://evil.example may not send");
  }

  @Test
  void whatIsDocumentedIsWhatIsServed() throws IOException {
    JsonNode document =
        new ObjectMapper(new YAMLFactory()).readTree(collector.get("/v1/openapi.yaml").body());
    List<String> paths = new ArrayList<>();
    document.get("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths).containsExactlyInAnyOrderElementsOf(collector.http().paths());
    assertThat(collector.counts().fieldNames())
        .toIterable()
        .containsExactlyElementsOf(required(document));
  }

  private static List<String> required(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.at("/components/schemas/Counts/required").forEach(n -> names.add(n.asText()));
    return names;
  }

  private List<String> ids(Landed landing) {
    return landing.values().stream()
        .map(v -> TestCollector.parse(v).get("event_id").asText())
        .map(id -> id.substring(collector.mark().length() + 1))
        .toList();
  }

  private HttpResponse<String> packed(byte[] body) {
    return collector.send(
        collector
            .request("/v1/events/browse")
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(byte[] bytes, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  static void assertRefused(HttpResponse<String> answer, int status, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = TestCollector.parse(answer.body()).get("error");
    assertThat(error.get("message").asText()).contains(message).doesNotContain("Exception");
  }
}

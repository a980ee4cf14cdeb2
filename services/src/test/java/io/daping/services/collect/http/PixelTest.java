package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.common.event.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One event as the address of a picture. */
@Timeout(60)
final class PixelTest {
  private TestCollector collector;

  @BeforeEach
  void start() {
    collector = TestCollector.start(Map.of("trusted-proxies", "127.0.0.1, 10.0.0.2"));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void aPageThatWasShownIsAnAccessRecordOfTheServersMaking() throws Exception {
    Landed landing = collector.landing(Topic.ACCESS);
    var request =
        collector
            .request("/v1/pixel.gif?ip=6.6.6.6&status=500&user_agent=x&referrer=https://s.example/")
            .header("Referer", "https://shop.example/items/i1?from=" + collector.mark())
            .header("Cookie", "a=b; daping_visitor=v7")
            .header("User-Agent", "Old Browser/1.0");
    HttpResponse<byte[]> answer =
        collector.client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
        .hasValue("cross-origin");
    var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(1, 1);
    JsonNode record = only(landing);
    assertThat(record.get("ip").asText()).isEqualTo("127.0.0.1");
    assertThat(record.get("method").asText()).isEqualTo("GET");
    assertThat(record.get("path").asText()).isEqualTo("/items/i1?from=" + collector.mark());
    assertThat(record.get("status").asInt()).isEqualTo(200);
    assertThat(record.get("user_agent").asText()).isEqualTo("Old Browser/1.0");
    assertThat(record.get("referrer").asText()).isEqualTo("https://s.example/");
    assertThat(record.get("visitor_id").asText()).isEqualTo("v7");
  }

  @Test
  void browsingBearsItsFieldsWithTheirTypes() throws IOException {
    Landed landing = collector.landing(Topic.BROWSE);
    HttpResponse<String> answer =
        collector.get(
            "/v1/pixel.gif?topic=browse&action=view&stay_ms=1500&visitor_id=v1&item_id="
                + collector.mark());
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode record = only(landing);
    assertThat(record.get("stay_ms").isIntegralNumber()).isTrue();
    assertThat(record.get("ip").asText()).isEqualTo("127.0.0.1");
    assertThat(record.has("topic")).isFalse();
  }

  @Test
  void aHeaderThatAVisitorAddedIsNotBelievedBesideTheProxys() {
    Landed landing = collector.landing(Topic.ACCESS);
    var request =
        collector
            .request("/v1/pixel.gif?path=/" + collector.mark())
            .header("X-Forwarded-For", "6.6.6.6")
            .header("X-Forwarded-For", "203.0.113.9");
    assertThat(collector.send(request).statusCode()).isEqualTo(200);
    assertThat(only(landing).get("ip").asText()).isEqualTo("203.0.113.9");
  }

  @Test
  void aBeaconMayNotBeLarge() {
    byte[] large = "{}\n".repeat(100_000).getBytes(UTF_8);
    EventsOverHttpTest.assertRefused(
        collector.post("/v1/beacon", "text/plain", large), 413, "262144 bytes");
  }

  /** What a proxy added last is believed as long as a trusted one says it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9                     | 203.0.113.9
          6.6.6.6, 203.0.113.9            | 203.0.113.9
          6.6.6.6, 203.0.113.9, 10.0.0.2  | 203.0.113.9
          2001:db8::7                     | 2001:db8::7
          nonsense                        | 127.0.0.1
          """)
  void theVisitorsAddressIsThatWhichTheNearestTrustedProxySaw(String forwarded, String ip) {
    Landed landing = collector.landing(Topic.ACCESS);
    var request =
        collector
            .request("/v1/pixel.gif?path=/" + collector.mark())
            .header("X-Forwarded-For", forwarded);
    assertThat(collector.send(request).statusCode()).isEqualTo(200);
    assertThat(only(landing).get("ip").asText()).isEqualTo(ip);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?topic=browse&action=view&item_id=i1           | 422 | visitor_id is required
          ?topic=search&visitor_id=v&query=a&result_count=many | 422 | result_count is not an integer
          ?path=/a&path=/b                               | 400 | path is given 2 times
          ?topic=order                                   | 403 | may not write to order
          ?topic=orders                                  | 404 | no topic is called orders
          """)
  void aWrongAddressIsToldWhy(String question, int status, String message) {
    HttpResponse<String> answer = collector.get("/v1/pixel.gif" + question);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void aLineOfABeaconIsJudgedLikeAnyOther() {
    Landed landing = collector.landing(Topic.SEARCH);
    String good =
        "{\"topic\":\"search\",\"visitor_id\":\"v\",\"query\":\"%s\",\"clicked_item_id\":null}"
            .formatted(collector.mark());
    String lines = good + "\n" + good.replace("}", ",\"query\":\"x\"}") + "\nhello\n" + "{}";
    HttpResponse<String> answer =
        collector.post("/v1/beacon?lost=3", "text/plain", lines.getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(TestCollector.parse(answer.body()).get("rejected").findValuesAsText("reason"))
        .containsExactly("not_json", "not_json", "bad_value");
    assertThat(only(landing).get("query").asText()).isEqualTo(collector.mark());
    assertThat(collector.counts().get("lost_by_pages").asInt()).isEqualTo(3);
  }

  private static JsonNode only(Landed landing) {
    List<String> values = landing.values();
    assertThat(values).hasSize(1);
    return TestCollector.parse(values.get(0));
  }
}

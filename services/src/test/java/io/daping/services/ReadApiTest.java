package io.daping.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The read API over real HTTP. */
final class ReadApiTest {
  @TempDir private Path home;
  private final MemoryCells cells = Promotion.cells();
  private TestWall wall;

  @BeforeEach
  void start() {
    wall = TestWall.over(cells, home);
  }

  @AfterEach
  void stop() {
    wall.close();
  }

  @Test
  void healthIsOk() {
    assertThat(wall.get("/api/v1/health").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void theCatalogueSaysWhatCanBeAsked() {
    JsonNode metrics = wall.json("/api/v1/metrics");
    assertThat(metrics.findValuesAsText("name")).contains("gmv_paid", "buyers", "uv");
    assertThat(metrics.get(0))
        .isEqualTo(
            TestWall.parse(
                """
                {"name":"gmv_created","unit":"money",
                 "dimensions":["total","item","shop","brand","category","province"],
                 "grains":["minute","hour","day"],
                 "description":"Value of order lines when their order was created, paid or not"}"""));
  }

  @Test
  void anAnswerIsTheSameDocumentAsTheVerbs() {
    JsonNode answer = wall.json("/api/v1/metrics/gmv_paid?from=2026-11-11&to=2026-11-12");
    assertThat(names(answer))
        .containsExactly(
            "metric",
            "unit",
            "currency",
            "grain",
            "by",
            "as_of",
            "watermark",
            "late_share",
            "definition",
            "rows");
    assertThat(answer.get("rows"))
        .isEqualTo(
            TestWall.parse(
                """
                [{"window_start":"2026-11-11T00:00:00+08:00","dimension":"",
                  "value":1234567890,"error":0.0}]"""));
  }

  @Test
  void theBestItemsAreRanked() {
    JsonNode rows =
        wall.json("/api/v1/metrics/gmv_paid?by=item&top=2&layer=stream&where=currency%3DCNY")
            .get("rows");
    assertThat(rows.findValuesAsText("rank")).containsExactly("1", "2");
    assertThat(rows.findValuesAsText("dimension")).containsExactly("手机-8821", "T恤-1207");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sales                                         | unknown metric sales
          uv?grain=week                                 | grain must be minute or hour or day, was "week"
          uv?layer=x                                    | layer must be stream or batch or served, was "x"
          uv?from=yesterday                             | from must be a date
          uv?from=2026-11-12&to=2026-11-11              | from must be before to
          uv?from=2026-01-01&to=2026-02-02&grain=minute | at most 31 days of minutes at once, were 32 days
          uv?from=2020-01-01&grain=minute               | at most 31 days of minutes at once, were
          uv?from=1969-01-01&grain=minute               | at most 31 days of minutes at once, were
          uv?to=%2B999999999-01-01T00:00:00Z            | to must be a date
          uv?from=-999999999-01-01T00:00:00Z            | from must be a date
          uv?top=0                                      | top must be a number from 1 to 5000
          uv?top=5001                                   | top must be a number from 1 to 5000
          uv?where=item                                 | where must be DIM=VALUE
          uv?where=item%3Da&where=item%3Db              | where names item twice
          uv?by=item&by=total                           | by is given 2 times
          uv?form=2026-11-11                            | unknown parameter "form"
          """)
  void aBadParameterIsToldAsJson(String question, String message) {
    HttpResponse<String> response = wall.get("/api/v1/metrics/" + question);
    assertThat(response.statusCode()).isEqualTo(400);
    assertError(response, "bad_query", message);
  }

  @Test
  void whatIsNotThereIsToldAsJson() {
    HttpResponse<String> response = wall.get("/api/v1/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertError(response, "not_found", "");
  }

  @Test
  void nothingCanBeWritten() {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
    URI address = URI.create(wall.url() + "/api/v1/metrics/uv");
    HttpResponse<String> response = wall.send(HttpRequest.newBuilder(address).POST(body));
    assertThat(response.statusCode()).isEqualTo(405);
    assertError(response, "method_not_allowed", "");
  }

  @Test
  void anOutageOfTheStoreIsToldWithoutAStackTrace() {
    cells.outage = true;
    HttpResponse<String> response = wall.get("/api/v1/metrics/uv");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertError(response, "unavailable", "the store of cells does not answer; try again");
  }

  @Test
  void aBrokenAddressIsToldAsJson() throws IOException {
    String response = raw("GET /api/v1/metrics/%zz HTTP/1.1\r\nHost: localhost\r\n");
    assertThat(response).startsWith("HTTP/1.1 400").contains("{\"error\":{\"code\":\"refused\"");
    assertThat(response).doesNotContain("\tat ", "<html");
  }

  @Test
  void aForeignNameIsRefused() throws IOException {
    String response = raw("GET /api/v1/wall HTTP/1.1\r\nHost: evil.example:8080\r\n");
    assertThat(response).startsWith("HTTP/1.1 403").contains("localhost only");
  }

  @Test
  void everyResponseIsLockedDown() {
    for (String path : List.of("/", "/api/v1/wall", "/api/v1/nothing")) {
      var headers = wall.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'self';")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void whatIsDocumentedIsWhatIsServed() throws IOException {
    JsonNode document =
        new ObjectMapper(new YAMLFactory()).readTree(wall.get("/api/v1/openapi.yaml").body());
    assertThat(new TreeSet<>(names(document.get("paths"))))
        .isEqualTo(new TreeSet<>(wall.service().server().paths()));
  }

  @Test
  void everyFieldOfTheWallIsDocumented() throws IOException {
    JsonNode document =
        new ObjectMapper(new YAMLFactory()).readTree(wall.get("/api/v1/openapi.yaml").body());
    JsonNode schema = document.at("/components/schemas/Wall");
    assertThat(Set.copyOf(names(wall.json("/api/v1/wall"))))
        .isEqualTo(Set.copyOf(names(schema.get("properties"))));
    assertThat(schema.get("required")).hasSize(schema.get("properties").size());
  }

  private static void assertError(HttpResponse<String> response, String code, String message) {
    JsonNode error = TestWall.parse(response.body()).get("error");
    assertThat(names(error)).containsExactly("code", "message");
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).contains(message).doesNotContain("Exception");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private String raw(String head) throws IOException {
    URI address = URI.create(wall.url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

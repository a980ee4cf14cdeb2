package io.daping.services.collect.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sender that writes its whole body before it reads hears why it was refused. */
@Timeout(60)
final class RefusedBodyTest {
  private static final int LARGE = 24 << 20;

  private TestCollector collector;

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void aBodyThatIsTooLargeIsReadToItsEnd() throws IOException {
    collector = TestCollector.withoutKafka(Map.of());
    for (HttpURLConnection request : new HttpURLConnection[] {announced(), chunked()}) {
      assertThat(sent(request)).isEqualTo(413);
      assertThat(request.getHeaderField("Connection")).isEqualTo("close");
      assertThat(new String(request.getErrorStream().readAllBytes())).contains("too_large");
    }
    assertThat(collector.get("/v1/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aSenderThatIsToComeBackLaterHearsThat() throws IOException {
    collector = TestCollector.withoutKafka(Map.of("limits.in-flight.requests", "1"));
    var first =
        collector.sendAsync(
            collector
                .request("/v1/events/browse")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(collector.view("a"))));
    TestCollector.await(collector::counts, c -> c.at("/in_flight/records").asInt() == 1);
    HttpURLConnection request = announced();

    assertThat(sent(request)).isEqualTo(429);
    assertThat(request.getHeaderField("Retry-After")).isEqualTo("1");
    assertThat(first.join().statusCode()).isEqualTo(503);
  }

  private HttpURLConnection announced() throws IOException {
    HttpURLConnection request = request();
    request.setFixedLengthStreamingMode(LARGE);
    return request;
  }

  private HttpURLConnection chunked() throws IOException {
    HttpURLConnection request = request();
    request.setChunkedStreamingMode(1 << 16);
    return request;
  }

  private HttpURLConnection request() throws IOException {
    var url = URI.create(collector.url("/v1/events/browse")).toURL();
    HttpURLConnection request = (HttpURLConnection) url.openConnection();
    request.setRequestMethod("POST");
    request.setDoOutput(true);
    request.setRequestProperty("Content-Type", "application/x-ndjson");
    return request;
  }

  private static int sent(HttpURLConnection request) throws IOException {
    try (OutputStream body = request.getOutputStream()) {
      byte[] piece = new byte[1 << 16];
      for (int i = 0; i < LARGE / piece.length; i++) {
        body.write(piece);
      }
    }
    return request.getResponseCode();
  }
}

package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the running wall: it answers in milliseconds what {@code query} answers in seconds, and the
 * two answer alike. It ends with the installation.
 */
record ReadApi(String address) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern READY = Pattern.compile("wall .*, (\\S+:\\d+)");

  /** The wall of an installation, started. */
  static ReadApi of(Daping daping) {
    // Nobody looks at it, so it need not look at HBase all the time.
    String said = daping.run("up", "--only", "wall", "--set=wall.refresh=60s").stderr();
    Matcher ready = READY.matcher(said);
    assertThat(ready.find()).as(said).isTrue();
    return new ReadApi(ready.group(1));
  }

  /**
   * The values of a metric.
   *
   * @param options as those of {@code query}: --by, item, --top, 10
   */
  JsonNode ask(String metric, String... options) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < options.length; i += 2) {
      parameters.add(
          options[i].substring("--".length())
              + "="
              + URLEncoder.encode(options[i + 1], StandardCharsets.UTF_8));
    }
    return get("/api/v1/metrics/" + metric + "?" + String.join("&", parameters));
  }

  private JsonNode get(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
    try {
      var response = CLIENT.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
      return Records.tree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + request.uri(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}

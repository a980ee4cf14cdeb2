package io.daping.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real wall on a free port over given cells, and how a test speaks to it. */
record TestWall(WallService service, HttpClient http) implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static TestWall over(MemoryCells cells, Path home) {
    Settings settings =
        Configuration.load(home, null, Map.of("wall.refresh", "50ms", "wall.title", "双十一大屏"));
    return new TestWall(WallService.start(cells, settings, 0), HttpClient.newHttpClient());
  }

  String url() {
    return "http://" + service.address();
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url() + path)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(String path) {
    return parse(get(path).body());
  }

  /** A browser's connection to the stream. */
  Events follow() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/wall/stream")).build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    return new Events(
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    service.close();
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** One message of the stream. */
  record Event(String name, JsonNode data) {}

  /** The messages of the stream, one after the other. */
  record Events(BufferedReader lines) implements AutoCloseable {
    Event next() throws IOException {
      String name = lines.readLine().substring("event: ".length());
      String data = lines.readLine().substring("data: ".length());
      lines.readLine();
      return new Event(name, parse(data));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}

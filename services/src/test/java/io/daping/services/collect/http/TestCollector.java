package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedPredicate;
import dev.failsafe.function.CheckedSupplier;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.sender.SentCount;
import io.daping.common.testing.TestServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real collector on a free port before the shared Kafka, and how a test speaks to it. */
record TestCollector(Settings settings, HttpCollector http, HttpClient client, String mark)
    implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static TestCollector start() {
    return start(Map.of());
  }

  /**
   * @param overrides of {@code collect.http}, without that prefix, or with a slash before the whole
   *     key
   */
  static TestCollector start(Map<String, String> overrides) {
    Settings settings = settings(overrides);
    ensureCounts(settings.kafka().bootstrapServers());
    return over(settings);
  }

  /** A collector whose Kafka is not there. */
  static TestCollector withoutKafka(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    return over(settings(all, "127.0.0.1:1"));
  }

  String url(String path) {
    return "http://" + http.address() + path;
  }

  /** An event of browsing that happened now; the id bears the mark. */
  String view(String id) {
    return view(id, System.currentTimeMillis());
  }

  String view(String id, long time) {
    return "{\"event_id\":\"%s-%s\",\"event_time\":%d,\"visitor_id\":\"v-%s\",\"action\":\"view\",\"item_id\":\"i1\"}"
        .formatted(mark, id, time, mark);
  }

  Landed landing(Topic topic) {
    return Landed.since(settings.kafka().bootstrapServers(), topic, mark);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url(path))).timeout(PATIENCE);
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String type, byte[] body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> json(String topic, String event) {
    return post("/v1/events/" + topic, "application/json", event.getBytes(UTF_8));
  }

  HttpResponse<String> lines(String topic, String... events) {
    return post(
        "/v1/events/" + topic, "application/x-ndjson", String.join("\n", events).getBytes(UTF_8));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode counts() {
    return parse(get("/v1/collector").body());
  }

  /** The counts of a topic; missing when nothing came for it. */
  JsonNode counts(String topic) {
    for (JsonNode one : counts().get("topics")) {
      if (one.get("topic").asText().equals(topic)) {
        return one;
      }
    }
    return MAPPER.missingNode();
  }

  /** What is found as soon as it is as wanted. */
  static <T> T await(CheckedSupplier<T> found, CheckedPredicate<T> wanted) {
    RetryPolicy<T> poll =
        RetryPolicy.<T>builder()
            .handleResultIf(value -> !wanted.test(value))
            .withDelay(Duration.ofMillis(50))
            .withMaxAttempts(-1)
            .withMaxDuration(PATIENCE)
            .build();
    T last = Failsafe.with(poll).get(found);
    assertThat(last).matches(value -> holds(wanted, value), "as awaited");
    return last;
  }

  private static <T> boolean holds(CheckedPredicate<T> wanted, T value) {
    try {
      return wanted.test(value);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  static Settings settings(Map<String, String> overrides) {
    return settings(overrides, null);
  }

  private static Settings settings(Map<String, String> overrides, String brokers) {
    Map<String, String> all = new HashMap<>();
    overrides.forEach((key, value) -> all.put(whole(key), value));
    Optional.ofNullable(brokers).ifPresent(b -> all.put("kafka.bootstrap-servers", b));
    return TestServices.settings(all);
  }

  private static String whole(String key) {
    return key.startsWith("/") ? key.substring(1) : "collect.http." + key;
  }

  private static TestCollector over(Settings settings) {
    var at = settings.collect().http().at(settings.collect().http().host(), 0);
    return new TestCollector(
        settings,
        HttpCollector.start(settings, at),
        HttpClient.newHttpClient(),
        TestServices.uniqueName());
  }

  /** A home from before the sender counted has no topic for the counts. */
  private static void ensureCounts(String brokers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      if (!admin.listTopics().names().get().contains(SentCount.TOPIC)) {
        admin.createTopics(List.of(new NewTopic(SentCount.TOPIC, 1, (short) 1))).all().get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

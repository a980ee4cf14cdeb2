package io.daping.services.collect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than Kafka takes: senders are told, in time, and nothing hangs. */
@Timeout(60)
final class BackPressureTest {
  private TestCollector collector;

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void withoutKafkaASenderHearsOfItInTime() {
    collector = TestCollector.withoutKafka(Map.of("limits.acknowledge-timeout", "1s"));
    long begin = System.nanoTime();
    HttpResponse<String> answer =
        collector.lines("browse", collector.view("a"), "{}", collector.view("b"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    JsonNode outage = TestCollector.parse(answer.body());
    assertThat(outage.at("/error/code").asText()).isEqualTo("unavailable");
    assertThat(outage.get("accepted").asInt()).isZero();
    assertThat(outage.get("unacknowledged").asInt()).isEqualTo(2);
    assertThat(outage.get("rejected").findValuesAsText("index")).containsExactly("1");
    assertThat(collector.counts("browse").get("unacknowledged").asInt()).isEqualTo(2);
    assertThat(collector.counts().at("/in_flight/records").asInt()).isZero();
  }

  @Test
  void tooManyRequestsAreSentAway() {
    collector = waiting(Map.of("limits.in-flight.requests", "1"));
    var first = holdOne();
    HttpResponse<String> second = collector.json("browse", collector.view("b"));
    assertThrottled(second, "1 requests wait for Kafka already");
    HttpResponse<String> pixel = collector.get("/v1/pixel.gif?path=/");
    assertThrottled(pixel, "1 requests wait");
    assertThat(first.join().statusCode()).isEqualTo(503);
    assertThat(collector.counts().get("throttled").asInt()).isEqualTo(2);
    assertThat(collector.counts().at("/in_flight/requests").asInt()).isZero();
  }

  @Test
  void tooManyRecordsAreSentAwayWhole() {
    collector = waiting(Map.of("limits.in-flight.records", "2"));
    var first = holdOne();
    HttpResponse<String> two = collector.lines("browse", collector.view("b"), collector.view("c"));
    assertThrottled(two, "1 records wait");
    assertThat(collector.counts().at("/in_flight/records").asInt()).isOne();
    first.join();
  }

  @Test
  void tooManyBytesAreSentAway() {
    collector = waiting(Map.of("limits.in-flight.bytes", "1 KiB"));
    var first = holdOne();
    String large = collector.view("b").replace("i1", "i".repeat(1_000));
    assertThrottled(collector.json("browse", large), "bytes wait");
    first.join();
  }

  @Test
  void aCollectorThatEndsFinishesWhatItTook() {
    collector = waiting(Map.of());
    var first = holdOne();
    collector.close();
    assertThat(first.join().statusCode()).isEqualTo(503);
  }

  /** One whose Kafka is not there, so that its first request waits for a while. */
  private static TestCollector waiting(Map<String, String> limits) {
    return TestCollector.withoutKafka(limits);
  }

  private CompletableFuture<HttpResponse<String>> holdOne() {
    var request =
        collector
            .request("/v1/events/browse")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(collector.view("a")));
    var answer = collector.sendAsync(request);
    TestCollector.await(collector::counts, c -> c.at("/in_flight/records").asInt() == 1);
    return answer;
  }

  private static void assertThrottled(HttpResponse<String> answer, String message) {
    EventsOverHttpTest.assertRefused(answer, 429, message);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }
}

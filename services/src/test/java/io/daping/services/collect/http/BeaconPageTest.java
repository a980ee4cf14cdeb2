package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.daping.common.event.Topic;
import io.daping.services.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page of another origin with the beacon in it, in a real Chromium. */
@Timeout(180)
final class BeaconPageTest {
  private HttpServer shop;
  private TestCollector collector;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    boolean mustRun = "true".equals(System.getenv("CI"));
    assumeTrue(mustRun || Files.isExecutable(Browser.CHROMIUM), "no /usr/bin/chromium");
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.start();
    collector = TestCollector.start(Map.of("origins", "http://localhost:" + port()));
    browser = Browser.launch();
  }

  @AfterEach
  void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (collector != null) {
      collector.close();
    }
    if (shop != null) {
      shop.stop(0);
    }
  }

  @Test
  void whatAVisitorDoesLands() throws IOException {
    Landed access = collector.landing(Topic.ACCESS);
    Landed browse = collector.landing(Topic.BROWSE);
    Landed search = collector.landing(Topic.SEARCH);
    page(
        "/items?of=" + collector.mark(),
        """
        daping.push(["user", "u1"]);
        daping.push(["browse", {action: "view", item_id: "MARK", stay_ms: 12}]);
        daping.push(["search", {query: "手机 MARK", result_count: 3}]);
        """);
    browser.open("http://localhost:" + port() + "/items?of=" + collector.mark());
    List<JsonNode> shown = landed(access, 1);
    assertThat(shown.get(0).get("path").asText()).isEqualTo("/items?of=" + collector.mark());
    assertThat(shown.get(0).get("user_agent").asText()).contains("Chrome");
    assertThat(shown.get(0).get("ip").asText()).isEqualTo("127.0.0.1");
    JsonNode viewed = landed(browse, 1).get(0);
    assertThat(viewed.get("stay_ms").asInt()).isEqualTo(12);
    assertThat(viewed.get("user_id").asText()).isEqualTo("u1");
    assertThat(viewed.get("visitor_id")).isEqualTo(shown.get(0).get("visitor_id"));
    assertThat(landed(search, 1).get(0).get("query").asText()).isEqualTo("手机 " + collector.mark());
    keepsTheVisitor(access, shown.get(0).get("visitor_id"));
    assertThat(browser.complaints()).isEmpty();
  }

  /** The same visitor comes back, and leaves at once: what waits is sent while the page goes. */
  private void keepsTheVisitor(Landed access, JsonNode visitor) {
    page("/leave", "location.replace('/gone?of=MARK');");
    page("/gone", null);
    browser.open("http://localhost:" + port() + "/leave?of=" + collector.mark());
    assertThat(landed(access, 2)).allMatch(r -> r.get("visitor_id").equals(visitor));
  }

  @Test
  void onlyPagesThatAreNamedMaySend() {
    assertThat(preflight("http://localhost:" + port()).statusCode()).isEqualTo(204);
    assertThat(preflight("http://localhost:" + port()).headers().map())
        .containsEntry("access-control-allow-methods", List.of("POST"))
        .containsEntry("access-control-allow-origin", List.of("http://localhost:" + port()));
    assertThat(preflight("https://evil.example").statusCode()).isEqualTo(403);
    assertThat(preflight("null").headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private HttpResponse<String> preflight(String origin) {
    return collector.send(
        collector
            .request("/v1/beacon")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST"));
  }

  @Test
  void aWrongClockIsSetRightOnce() {
    Landed access = collector.landing(Topic.ACCESS);
    page("/late", null, "Date.now = () => 1000;");
    browser.open("http://localhost:" + port() + "/late?of=" + collector.mark());
    JsonNode shown = landed(access, 1).get(0);
    assertThat(shown.get("event_time").asLong())
        .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
    assertThat(collector.counts("access").at("/rejected/too_old").asInt()).isOne();
  }

  @Test
  void whatIsSentAwayComesAgain() {
    Landed browse = collector.landing(Topic.BROWSE);
    page(
        "/again",
        "daping.push(['browse', {action: 'view', item_id: 'MARK'}]);",
        """
        const real = window.fetch;
        let tries = 0;
        window.fetch = (...all) => tries++ === 0 ? Promise.reject(new Error("offline")) : real(...all);
        """);
    browser.open("http://localhost:" + port() + "/again");
    assertThat(landed(browse, 1)).hasSize(1);
  }

  private void page(String path, String script) {
    page(path, script, "");
  }

  private void page(String path, String script, String before) {
    String html =
        """
        <!doctype html><title>shop</title><link rel="icon" href="data:,">
        <script>BEFORE; window.daping = window.daping || [];</script>
        <script src="BEACON" data-site-key="none-needed"></script>
        <script>SCRIPT</script>
        """
            .replace("BEFORE", before)
            .replace("BEACON", collector.url("/v1/beacon.js"))
            .replace("SCRIPT", script == null ? "" : script)
            .replace("MARK", collector.mark());
    shop.createContext(
        path.replaceFirst("\\?.*", ""),
        exchange -> {
          byte[] bytes = html.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private int port() {
    return shop.getAddress().getPort();
  }

  private static List<JsonNode> landed(Landed landing, int count) {
    return TestCollector.await(
        () -> landing.values().stream().map(TestCollector::parse).toList(),
        found -> found.size() >= count);
  }
}

package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.config.ConfigProblem;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may write, and where. */
@Timeout(60)
final class WriteTokensTest {
  private static final String SHOP = "shop-secret-0123456789";
  private static final String PAGE = "page-key-0123456789";

  @TempDir private Path folder;
  private TestCollector collector;

  @AfterEach
  void stop() {
    if (collector != null) {
      collector.close();
    }
  }

  @Test
  void aTokenWritesToItsTopicsAndToNoOther() throws IOException {
    start("bearer shop browse,order " + SHOP + " # the shop's servers");
    Landed landing = collector.landing(Topic.BROWSE);
    assertThat(post("browse", "Bearer " + SHOP).statusCode()).isEqualTo(202);
    assertThat(landing.now()).hasSize(1);
    refused(post("search", "Bearer " + SHOP), 403, "the token of shop may not write to search");
    refused(post("browse", "Bearer " + SHOP + "x"), 401, "known token");
    refused(post("browse", SHOP), 401, "known token");
    HttpResponse<String> without = collector.json("browse", collector.view("b"));
    refused(without, 401, "Authorization: Bearer");
    assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(landing.now()).hasSize(1);
  }

  @Test
  void theKeyOfAPageOpensNothingButBeaconAndPixel() throws IOException {
    start("site page browse " + PAGE, "bearer shop * " + SHOP);
    Landed landing = collector.landing(Topic.BROWSE);
    refused(post("browse", "Bearer " + PAGE), 401, "known token");
    refused(beacon(SHOP, "browse"), 401, "site_key");
    assertThat(beacon(PAGE, "browse").statusCode()).isEqualTo(202);
    HttpResponse<String> another = beacon(PAGE, "access");
    assertThat(another.statusCode()).isEqualTo(422);
    assertThat(another.body()).contains("bad_value", "none that this key may write to: access");
    refused(collector.get("/v1/pixel.gif?site_key=" + PAGE), 403, "may not write to access");
    refused(collector.get("/v1/pixel.gif"), 401, "site_key");
    assertThat(landing.now()).hasSize(1);
  }

  @Test
  void theCountsAreForThoseWhoMayWrite() throws IOException {
    start("bearer shop * " + SHOP);
    refused(collector.get("/v1/collector"), 401, "known token");
    var request = collector.request("/v1/collector").header("Authorization", "Bearer " + SHOP);
    assertThat(TestCollector.parse(collector.send(request).body()).at("/answers/401").asInt())
        .isOne();
    assertThat(collector.get("/v1/health").statusCode()).isEqualTo(200);
  }

  @Test
  void everyWrongLineIsToldAndNoSecretIsShown() {
    assertThatThrownBy(
            () ->
                start(
                    "bearer shop order,browse " + SHOP,
                    "admin a * " + SHOP,
                    "bearer b * short",
                    "site c order " + PAGE,
                    "bearer shop * " + PAGE,
                    "bearer d"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContainingAll(
            "line 2 of ",
            "must begin with bearer or site",
            "line 3 of ",
            "a secret of fewer than 16 characters",
            "line 4 of ",
            "names \"order\"; this kind may write to [browse, search, access]",
            "line 5 of ",
            "names shop again",
            "line 6 of ",
            "bearer|site NAME TOPICS SECRET")
        .hasMessageNotContaining(SHOP)
        .hasMessageNotContaining(PAGE);
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws IOException {
    Path file = file("bearer shop * " + SHOP);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> TestCollector.start(Map.of("tokens-file", file.toString())))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("can be read by others: chmod 600 " + file);
  }

  @Test
  void aVariableThatIsNotSetIsRefused() {
    assertThatThrownBy(() -> TestCollector.start(Map.of("tokens-variable", "NO_SUCH_VARIABLE")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("NO_SUCH_VARIABLE, which is not set");
  }

  @Test
  void withoutTokensNoOtherMachineIsListenedTo() {
    for (String host : new String[] {"0.0.0.0", "::", "192.168.1.1", "shop.example"}) {
      assertThatThrownBy(() -> TestCollector.start(Map.of("host", host)))
          .isInstanceOf(ConfigProblem.class)
          .hasMessageContaining("collect.http.host is " + host, "tokens-file");
    }
  }

  private void start(String... lines) throws IOException {
    collector = TestCollector.start(Map.of("tokens-file", file(lines).toString()));
  }

  private Path file(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), String.join("\n", lines));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private HttpResponse<String> post(String topic, String authorization) {
    return collector.send(
        collector
            .request("/v1/events/" + topic)
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(collector.view("a"))));
  }

  private HttpResponse<String> beacon(String key, String topic) {
    String line = "{\"topic\":\"" + topic + "\"," + collector.view("b").substring(1);
    return collector.post("/v1/beacon?site_key=" + key, "text/plain", line.getBytes(UTF_8));
  }

  private static void refused(HttpResponse<String> answer, int status, String message) {
    EventsOverHttpTest.assertRefused(answer, status, message);
  }
}

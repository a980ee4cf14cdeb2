package io.daping.services.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.config.Configuration;
import io.daping.common.config.FollowSettings;
import io.daping.common.config.Settings;
import io.daping.common.fault.Refusal;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import io.daping.common.testing.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  @TempDir Path dir;
  private final String mark = TestServices.uniqueName();
  private KafkaTail access;
  private KafkaTail applog;
  private LogFollower follower;

  @BeforeEach
  void open() {
    String brokers = TestServices.settings().kafka().bootstrapServers();
    access = KafkaTail.of(brokers, "access");
    applog = KafkaTail.of(brokers, "applog");
  }

  @AfterEach
  void close() {
    stop();
    access.close();
    applog.close();
  }

  @Test
  void fileThatAppearsLaterIsReadAndItsLastLineWaitsForItsEnd() throws IOException {
    follow();
    assertThat(follower.announcement()).contains("access.log");
    String half = request(2);
    write("access.log", request(1) + "\n" + half.substring(0, 40));
    awaitAccess(1);
    write("access.log", half.substring(40) + "\nno request " + mark + "\n");
    List<String> all = awaitAccess(3);
    assertThat(all).filteredOn(v -> v.contains("/2/" + mark)).hasSize(1);
    assertThat(all).contains("no request " + mark);
    stop();
  }

  @Test
  void restartGoesOnWhereItWasThoughFilesWereRotatedTwiceMeanwhile() throws IOException {
    write("access.log", request(1) + "\n");
    follow();
    awaitAccess(1);
    stop();
    write("access.log", request(2) + "\n");
    Files.move(dir.resolve("access.log"), dir.resolve("access.log.2"));
    write("access.log.1", request(3) + "\n");
    write("access.log", request(4) + "\n");
    write("access.log.3.gz", "not read");
    follow();
    List<String> all = awaitAccess(4);
    for (int n = 1; n <= 4; n++) {
      String path = "/" + n + "/" + mark;
      assertThat(all).filteredOn(v -> v.contains(path)).as(path).hasSize(1);
    }
    stop();
  }

  @Test
  void truncatedFileBeginsAnewAndItsUnreadEndIsTakenFromTheCopy() throws IOException {
    write("access.log", request(1) + "\n");
    follow();
    awaitAccess(1);
    stop();
    write("access.log", request(2) + "\n");
    Files.copy(dir.resolve("access.log"), dir.resolve("access.log.1"));
    Files.writeString(dir.resolve("access.log"), request(3) + "\n" + request(1) + "\n");
    follow();
    List<String> all = awaitAccess(4);
    assertThat(all).extracting(LogFollowerTest::id).doesNotHaveDuplicates();
    assertThat(all).filteredOn(v -> v.contains("/1/" + mark)).hasSize(2);
    stop();
  }

  @Test
  void stackTraceBelongsToItsEventAndTheLastEventComesWhenItIsQuiet() throws IOException {
    write("app.log", "2026-11-22 10:00:00,001 INFO [main] a.B: eins \u4e2d\n");
    write(
        "app.log",
        "2026-11-22 10:00:01,002 ERROR [w-1] a.C: two\nmore text\njava.io.IOException: gone\n"
            + "\tat a.C.run(C.java:1)\n\t... 3 more\nCaused by: a.D\n\tat a.D.x(D.java)\n");
    follow();
    JsonNode error = json(awaitApplog(2).get(1));
    assertThat(error.get("message").asText()).isEqualTo("two\nmore text");
    assertThat(error.at("/exception/type").asText()).isEqualTo("java.io.IOException");
    assertThat(error.at("/exception/message").asText()).isEqualTo("gone");
    assertThat(error.at("/exception/stack").asText())
        .startsWith("java.io.IOException: gone\n\tat a.C.run")
        .endsWith("Caused by: a.D\n\tat a.D.x(D.java)");
    assertThat(error.get("thread").asText()).isEqualTo("w-1");
    assertThat(error.get("logger").asText()).isEqualTo("a.C");
    assertThat(error.get("event_time").asLong()).isEqualTo(1_795_341_601_002L);
    stop();
  }

  @Test
  void damagedMemoryRefusesToStart() throws IOException {
    write("state.json", "{\"logs\":");

    assertThatThrownBy(this::follow).isInstanceOf(Refusal.class).hasMessageContaining("state.json");
  }

  private void follow() throws IOException {
    Path file = dir.resolve("follow.conf");
    Files.writeString(
        file,
        """
        daping.collect.follow {
          logs = [
            { files = "%1$s/access.log", kind = access }
            { files = "%1$s/app*.log", kind = applog, app = %2$s, layouts = "log4j, juli" }
          ]
          poll = 20ms
          quiet-time = 300ms
        }
        """
            .formatted(dir, mark));
    Settings settings = Configuration.load(dir.resolve("home"), file, Map.of());
    FollowSettings follow = settings.collect().follow();
    follower =
        LogFollower.start(follow, sender(), dir.resolve("state.json"), settings.home().troubles());
  }

  private static EventSender sender() {
    String brokers = TestServices.settings().kafka().bootstrapServers();
    return EventSender.to(brokers, Source.start("test"), SenderLimits.PATIENT);
  }

  private void stop() {
    if (follower != null) {
      follower.close();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String request(int n) {
    return "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /%d/%s HTTP/1.1\" 200 5 \"-\" \"\u4e2d\""
        .formatted(n, mark);
  }

  private List<String> awaitAccess(int count) {
    return mine(access.await(count + " lines", all -> mine(all).size() >= count));
  }

  private List<String> awaitApplog(int count) {
    return mine(applog.await(count + " events", all -> mine(all).size() >= count));
  }

  private List<String> mine(List<String> values) {
    return values.stream().filter(v -> v.contains(mark)).toList();
  }

  private static String id(String value) {
    return json(value).get("event_id").asText();
  }

  private static JsonNode json(String value) {
    try {
      return new ObjectMapper().readTree(value);
    } catch (IOException e) {
      throw new AssertionError(value, e);
    }
  }
}

package io.daping.services.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.testing.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb {@code collect} as a process of its own, ended by {@code kill -9} at any moment while
 * its files are rotated, one by renaming and one by copying and truncating.
 */
@Tag("drill")
class FollowerKillTest {
  private static final long SEED = 20_261_111;
  private static final int KILLS = 6;
  private static final int STEPS = 240;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;
  private final Random random = new Random(SEED);
  private final String mark = TestServices.uniqueName();
  private final String brokers = TestServices.settings().kafka().bootstrapServers();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> events = new TreeMap<>();
  private int rotations;

  @Test
  void killedDuringRotationItLosesNothingAndRepeatsNothingUnderAnotherId() throws Exception {
    try (KafkaTail access = KafkaTail.of(brokers, "access");
        KafkaTail applog = KafkaTail.of(brokers, "applog")) {
      writeSome(0);
      Process process = start();
      awaitFirstLook();
      int kills = 0;
      for (int step = 0; step < STEPS; step++) {
        writeSome(step);
        if (random.nextInt(12) == 0) {
          rotate();
        }
        if (kills < KILLS && step % (STEPS / KILLS) == STEPS / KILLS - 1) {
          awaitMovement(process);
          burst(step);
          access.awaitMore();
          process.destroyForcibly().waitFor();
          kills++;
          rotate();
          writeSome(step);
          process = start();
        }
      }
      try {
        check(access, applog);
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(kills).isEqualTo(KILLS);
      assertThat(rotations).isGreaterThan(KILLS);
    }
  }

  private void check(KafkaTail access, KafkaTail applog) {
    List<String> sentRequests =
        access.await(
            requests.size() + " requests with seed " + SEED,
            all -> mine(all).size() >= requests.size() && byId(all).size() >= requests.size());
    List<String> sentEvents =
        applog.await(
            events.size() + " events with seed " + SEED,
            all -> mine(all).size() >= events.size() && byId(all).size() >= events.size());
    assertThat(byId(sentRequests).values())
        .extracting(v -> json(v).get("path").asText())
        .containsExactlyInAnyOrderElementsOf(requests);
    Map<String, String> stacks = new TreeMap<>();
    byId(sentEvents)
        .values()
        .forEach(v -> stacks.put(json(v).get("message").asText(), stack(json(v))));
    assertThat(stacks).isEqualTo(events);
    assertThat(byId(sentEvents)).hasSameSizeAs(events);
    System.out.printf(
        "killed %d times, %d rotations: %d requests in %d records, %d events in %d records%n",
        KILLS,
        rotations,
        requests.size(),
        mine(sentRequests).size(),
        events.size(),
        mine(sentEvents).size());
  }

  private static String stack(JsonNode event) {
    return event.at("/exception/stack").asText("");
  }

  /** One record an id; whatever came twice must be the same to the byte. */
  private Map<String, String> byId(List<String> values) {
    Map<String, String> byId = new HashMap<>();
    for (String value : mine(values)) {
      String other = byId.put(json(value).get("event_id").asText(), value);
      assertThat(other).as("what came first under one id").isIn(null, value);
    }
    return byId;
  }

  private List<String> mine(List<String> values) {
    return values.stream().filter(v -> v.contains(mark)).toList();
  }

  /** So many lines at once that some are in Kafka while others are on their way. */
  private void burst(int step) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      lines.append(request("/" + requests.size() + "/" + step + mark));
    }
    Files.writeString(dir.resolve("access.log"), lines, StandardOpenOption.APPEND);
  }

  private String request(String path) {
    requests.add(path);
    return "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET %s HTTP/1.1\" 200 5 \"-\" \"\u4e2d\u6587\"\n"
        .formatted(path);
  }

  /** A few lines, each written in two pieces that may part a character; some are equal. */
  private void writeSome(int step) throws IOException {
    for (int i = random.nextInt(40); i >= 0; i--) {
      String path = "/" + (random.nextInt(5) == 0 ? "same" : requests.size()) + "/" + step + mark;
      append("access.log", request(path));
    }
    for (int i = random.nextInt(6); i >= 0; i--) {
      String message = "m" + events.size() + "-" + mark + " \u4e2d";
      String stack =
          random.nextBoolean() ? "" : "a.B: x\n\tat a.B.c(B.java:" + step + ")\n\t... 2 more";
      events.put(message, stack);
      String lines = "2026-11-22 10:00:00,001 ERROR [main] a.B: " + message + "\n";
      append("app.log", stack.isEmpty() ? lines : lines + stack + "\n");
    }
  }

  private void append(String name, String text) throws IOException {
    byte[] bytes = KafkaTail.utf8(text);
    int cut = random.nextInt(bytes.length);
    Path file = dir.resolve(name);
    for (byte[] piece :
        List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length))) {
      Files.write(file, piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private void rotate() throws IOException {
    rotations++;
    shift("access.log");
    Files.move(dir.resolve("access.log"), dir.resolve("access.log.1"));
    shift("app.log");
    Files.copy(dir.resolve("app.log"), dir.resolve("app.log.1"));
    Files.newByteChannel(
            dir.resolve("app.log"),
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
        .close();
    writeSome(STEPS + rotations);
  }

  private void shift(String name) throws IOException {
    for (int n = rotations; n > 0; n--) {
      Path from = dir.resolve(name + "." + n);
      if (Files.exists(from)) {
        Files.move(from, dir.resolve(name + "." + (n + 1)));
      }
    }
  }

  /** Most kills wait until something was sent; the others may fall into the start. */
  private void awaitMovement(Process process) throws IOException, InterruptedException {
    Path state = dir.resolve("home/collect/follow.json");
    String before = memory(state);
    long end = System.nanoTime() + 30_000_000_000L;
    while (random.nextInt(40) > 0 && memory(state).equals(before)) {
      assertThat(System.nanoTime()).as("the follower moves").isLessThan(end);
      writeSome(STEPS);
      if (random.nextInt(5) == 0) {
        rotate();
      }
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    }
  }

  /** What was rotated before a log is first followed is not read. */
  private void awaitFirstLook() throws IOException {
    Path state = dir.resolve("home/collect/follow.json");
    long end = System.nanoTime() + 60_000_000_000L;
    while (!memory(state).contains("app.log\",\"inode")) {
      assertThat(System.nanoTime()).as("the follower looks").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static String memory(Path state) throws IOException {
    return Files.exists(state) ? Files.readString(state) : "";
  }

  private Process start() throws IOException {
    Path config = dir.resolve("collect.conf");
    Files.writeString(
        config,
        """
        daping.kafka.bootstrap-servers = "%2$s"
        daping.collect.http.enabled = false
        daping.collect.follow {
          logs = [
            { files = "%1$s/access.log", kind = access }
            { files = "%1$s/app.log", kind = applog, app = %3$s }
          ]
          poll = 10ms
          quiet-time = 300ms
        }
        """
            .formatted(dir, brokers, mark));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            classPath,
            "io.daping.services.ServicesMain",
            "collect",
            "--home=" + dir.resolve("home"),
            "--config=" + config)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("out.txt").toFile()))
        .start();
  }

  private static JsonNode json(String value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new AssertionError(value, e);
    }
  }
}

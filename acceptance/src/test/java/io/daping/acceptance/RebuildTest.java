package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** HBase is deleted whole and comes back from Delta, and nobody sees that it was gone. */
@Tag("drill")
class RebuildTest {
  private static final List<String> LAYERS = List.of("stream", "batch", "served");

  /** Some lines are no UTF-8, on purpose. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static Daping daping;
  private static Path events;

  @BeforeAll
  static void stream() throws IOException {
    daping = Daping.whole("rebuilt");
    events = daping.home().resolve("events");
    daping.run(
        "generate",
        "--events=12000",
        "--seed=23",
        "--bad=0.01",
        "--late=0.02",
        "--duplicate=0.05",
        "--out=" + events);
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  void hbaseComesBackFromDeltaAndTheStreamGoesOnAsIfNothingHadBeen() throws Exception {
    daping.run("replay", part("before", 0, 0.8).toString());
    daping.run("stream", "--once");
    daping.run("batch", "2026-11-11");
    List<Path> before = dumps();
    String topics = topics(daping);

    deleteHBase();
    Daping.Done refused = daping.attempt("stream", "--once");
    assertThat(refused.exitCode()).isEqualTo(78);
    assertThat(refused.stderr()).contains("bin/daping rebuild");
    killARebuild();
    assertThat(daping.attempt("stream", "--once").exitCode()).isEqualTo(78);
    JsonNode rebuilt = daping.run("rebuild", "--json").json();
    assertThat(rebuilt.get("days").toString()).isEqualTo("[\"2026-11-11\"]");
    assertThat(rebuilt.get("days_changed")).isEmpty();
    assertThat(rebuilt.get("days_not_rebuilt")).isEmpty();
    assertThat(rebuilt.get("unlike_tables").asLong()).isZero();
    List<Path> after = dumps();
    for (int i = 0; i < LAYERS.size(); i++) {
      assertThat(Files.size(before.get(i))).isPositive();
      assertThat(Files.mismatch(after.get(i), before.get(i))).as(LAYERS.get(i)).isEqualTo(-1);
    }
    assertThat(topics(daping)).isEqualTo(topics);
    assertThat(daping.attempt("rebuild").exitCode()).as("HBase is not empty").isEqualTo(78);

    goOn();
  }

  /** What is left, and much of what was; and every order pays again. */
  private static void goOn() throws IOException {
    daping.run("replay", part("after", 0.6, 1).toString());
    daping.run("replay", paidAgain().toString());
    daping.run("stream", "--once");
    Daping calm = daping.beside("calm");
    calm.run("stream", "--once");
    assertThat(Files.mismatch(daping.dump("stream"), calm.dump("stream"))).isEqualTo(-1);
    assertThat(topics(daping)).isEqualTo(topics(calm));
    assertThat(attributions(daping, "tables")).isEqualTo(attributions(calm, "tables-calm"));
  }

  private static long attributions(Daping of, String tables) throws IOException {
    Path table = of.home().resolve(tables).resolve("attributions");
    assertThat(table).isDirectory();
    return new DeltaLog(table).rows();
  }

  private static List<Path> dumps() {
    return LAYERS.stream().map(daping::dump).toList();
  }

  private static String topics(Daping of) {
    return of.run("status", "--json").json().get("topics").toString();
  }

  private static void deleteHBase() throws IOException {
    daping.down();
    try (Stream<Path> files = Files.walk(daping.home().resolve("hbase"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    daping.run("up", "--only", "kafka,hbase");
  }

  /** In the middle of many slices. */
  private static void killARebuild() throws Exception {
    Path err = daping.home().resolve("killed.err");
    Process rebuild =
        daping.start(
            daping.home().resolve("killed.out"),
            err,
            "rebuild",
            "stream",
            "--set=stream.max-records-per-batch=500");
    RetryPolicy<Object> poll =
        RetryPolicy.builder()
            .handleResultIf(begun -> !(boolean) begun)
            .withDelay(Duration.ofMillis(50))
            .withMaxAttempts(-1)
            .withMaxDuration(Duration.ofMinutes(3))
            .build();
    try {
      Failsafe.with(poll).get(() -> Files.readString(err).contains("slices of the log counted"));
      assertThat(rebuild.isAlive()).isTrue();
    } finally {
      rebuild.destroyForcibly().waitFor();
    }
  }

  /** A part of each topic's lines, as a directory for replay. */
  private static Path part(String name, double from, double to) throws IOException {
    Path directory = Files.createDirectories(daping.home().resolve(name));
    try (Stream<Path> files = Files.list(events)) {
      for (Path file : files.filter(f -> !f.endsWith("ledger.jsonl")).toList()) {
        List<String> lines = Files.readAllLines(file, BYTES);
        int size = lines.size();
        Files.write(
            directory.resolve(file.getFileName()),
            lines.subList((int) (size * from), (int) (size * to)),
            BYTES);
      }
    }
    return directory;
  }

  /** The first payments once more, under other ids. */
  private static Path paidAgain() throws IOException {
    Path directory = Files.createDirectories(daping.home().resolve("again"));
    List<String> again = new ArrayList<>();
    for (String line : Files.readAllLines(events.resolve("order.jsonl"), BYTES)) {
      if (line.contains("\"PAID\"") && again.size() < 100) {
        again.add(line.replaceFirst("\"event_id\":\"", "\"event_id\":\"again-"));
      }
    }
    assertThat(again).hasSizeGreaterThan(10).allMatch(line -> line.contains("\"again-"));
    Files.write(directory.resolve("order.jsonl"), again, BYTES);
    return directory;
  }
}

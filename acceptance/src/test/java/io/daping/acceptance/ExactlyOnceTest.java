package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * However the input is cut, spread, interrupted or poisoned, the published cells are the same, byte
 * for byte. Input: the first recorded orders and views.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExactlyOnceTest {
  private static final int ORDERS = 2_500;
  private static final int VIEWS = 8_000;
  private static final long SEED = 20_261_111;
  private static final Pattern COUNTS_RECORDS = Pattern.compile("^(records|quarantined)\t");

  private static Daping daping;
  private static Daping sliced;
  private static Path undisturbed;

  @BeforeAll
  static void streamOnceUndisturbed() throws IOException {
    Recorded.directory("online-retail");
    daping = Daping.up("exactly-once", "--set=kafka.partitions=8");
    daping.run("replay", slice(daping, List.of()).toString());
    sliced = daping.beside("sliced", "--set=stream.max-records-per-batch=500");
    Daping calm = daping.beside("calm");
    calm.run("stream", "--once", "--jobs", "metrics");
    undisturbed = calm.dump("stream");
    assertThat(Files.size(undisturbed)).isPositive();
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  @Order(1)
  void twoKillsInTheMiddleChangeNothing() throws Exception {
    Daping killed = daping.beside("killed", "--set=stream.max-records-per-batch=1000");
    assertKillsChangeNothing(killed, 2);
    nightAgrees(killed);
  }

  @Test
  @Order(1)
  @Tag("drill")
  void fifteenKillsInTheMiddleChangeNothing() throws Exception {
    assertKillsChangeNothing(
        daping.beside("killedoften", "--set=stream.max-records-per-batch=150"), 15);
  }

  private static void assertKillsChangeNothing(Daping killed, int kills) throws Exception {
    Random random = new Random(SEED);
    for (int kill = 1; kill <= kills; kill++) {
      killStream(killed, kill, Duration.ofMillis(random.nextInt(400)));
    }
    killed.run("stream", "--once", "--jobs", "intake,metrics");
    assertThat(Files.mismatch(killed.dump("stream"), undisturbed)).isEqualTo(-1);
    for (JsonNode topic : killed.run("status", "--json").json().get("topics")) {
      boolean orders = topic.get("topic").asText().equals("order");
      assertThat(topic.get("in").asLong()).isEqualTo(orders ? ORDERS : VIEWS);
      assertThat(topic.get("silver").asLong()).isEqualTo(orders ? ORDERS : VIEWS);
    }
  }

  @Test
  @Order(1)
  void aBacklogInSmallSlicesIsNotLateness() throws IOException {
    sliced.run("stream", "--once", "--jobs", "metrics");
    assertThat(Files.mismatch(sliced.dump("stream"), undisturbed)).isEqualTo(-1);
  }

  @Test
  @Order(2)
  void aDeletedCheckpointIsRefused() throws IOException {
    Files.delete(checkpoints(sliced).resolve("metadata"));
    Daping.Done refused = sliced.attempt("stream", "--once", "--jobs", "metrics");
    assertThat(refused.exitCode()).isEqualTo(78);
    assertThat(refused.stderr()).contains("refused to start", "metadata");
  }

  @Test
  @Order(1)
  @Tag("drill")
  void onePartitionAndAnEventOf2099ChangeNothingButTheQuarantine() throws IOException {
    Daping single = Daping.up("single", "--set=kafka.partitions=1");
    try {
      single.run("replay", slice(single, List.of(ofTheYear2099())).toString());
      single.run(
          "stream",
          "--once",
          "--jobs",
          "intake,metrics",
          "--set=stream.max-records-per-batch=2000");
      assertThat(withoutCountsOfRecords(single.dump("stream")))
          .matches(withoutCountsOfRecords(undisturbed)::equals, "is the undisturbed dump");
      JsonNode topics = single.run("status", "--json").json().get("topics");
      assertThat(topics.toString())
          .contains("\"in\":" + (ORDERS + 1) + ",\"silver\":" + ORDERS)
          .contains("\"quarantine\":1");
    } finally {
      single.down();
    }
  }

  /** The metrics that count what the quarantine got are there to change. */
  private static List<String> withoutCountsOfRecords(Path dump) throws IOException {
    try (Stream<String> lines = Files.lines(dump)) {
      List<String> others = lines.filter(line -> !COUNTS_RECORDS.matcher(line).find()).toList();
      assertThat(others).hasSizeGreaterThan(ORDERS);
      return others;
    }
  }

  private static void nightAgrees(Daping killed) {
    JsonNode report =
        killed.run("batch", "--from", "2010-12-01", "--to", "2010-12-04", "--json").json();
    for (JsonNode day : report.get("days")) {
      assertThat(day.get("unexplained").asLong()).isZero();
      assertThat(day.get("sealed").asBoolean()).isTrue();
    }
  }

  /** Kills the stream some time after it has begun a micro-batch that it had not begun before. */
  private static void killStream(Daping killed, int kill, Duration later) throws Exception {
    Path offsets = checkpoints(killed).resolve("offsets");
    long before = newest(offsets);
    Path out = killed.home().resolve("killed-" + kill + ".out");
    Process stream = killed.start(out, out, "stream", "--once", "--jobs", "intake,metrics");
    RetryPolicy<Object> poll =
        RetryPolicy.builder()
            .handleResultIf(newest -> (long) newest <= before + 1)
            .withDelay(Duration.ofMillis(20))
            .withMaxAttempts(-1)
            .withMaxDuration(Duration.ofMinutes(2))
            .build();
    assertThat((long) Failsafe.with(poll).get(() -> newest(offsets))).isGreaterThan(before);
    stream.waitFor(later.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(stream.isAlive()).as("kill %s comes in the middle", kill).isTrue();
    stream.destroyForcibly().waitFor();
  }

  /** Of the metrics of a view. */
  private static Path checkpoints(Daping view) {
    String option = "--set=tables.checkpoints=";
    return view.always().stream()
        .filter(set -> set.startsWith(option))
        .map(set -> Path.of(set.substring(option.length()), "metrics"))
        .findFirst()
        .orElseThrow();
  }

  private static long newest(Path log) throws IOException {
    if (!Files.isDirectory(log)) {
      return -1;
    }
    try (Stream<Path> files = Files.list(log)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(-1);
    }
  }

  /** A directory for replay, with more order lines in the middle. */
  private static Path slice(Daping daping, List<String> more) throws IOException {
    Path directory = Files.createDirectories(daping.home().resolve("slice"));
    List<String> orders = new ArrayList<>(Recorded.head("online-retail", "order.jsonl.gz", ORDERS));
    orders.addAll(ORDERS / 2, more);
    Files.write(directory.resolve("order.jsonl"), orders);
    Files.write(
        directory.resolve("browse.jsonl"), Recorded.head("taobao", "browse.jsonl.gz", VIEWS));
    return directory;
  }

  private static String ofTheYear2099() {
    return "{\"event_id\":\"of-2099\",\"event_time\":4070908800000,\"order_id\":\"o-2099\","
        + "\"status\":\"PAID\",\"currency\":\"GBP\","
        + "\"lines\":[{\"item_id\":\"22423\",\"quantity\":1,\"unit_price\":100}]}";
  }
}

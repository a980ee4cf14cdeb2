package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.cli.Verbs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
  @TempDir Path dir;
  private static TestBroker broker;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void clear() {
    broker.clear();
  }

  @Test
  void bytesAndRecordTimesArriveExactly() throws IOException {
    byte[] latin1 =
        "{\"order_id\":\"o2\",\"province\":\"caf\u00e9\"}\r".getBytes(StandardCharsets.ISO_8859_1);
    byte[] huge = order("o3", 3_000, "x".repeat(1_100_000));
    byte[] first = order("o1", 1_000, "a");
    byte[] noJson = "no json at all".getBytes(StandardCharsets.UTF_8);
    write("order.jsonl", first, latin1, new byte[0], huge, noJson);

    assertThat(replay("--json")).isZero();

    assertThat(out.toString().trim()).isEqualTo("{\"order\":5}");
    List<Consumed.Record> records = Consumed.all(broker, "order");
    assertThat(records)
        .extracting(Consumed.Record::key, Consumed.Record::time, r -> r.value().length)
        .containsExactlyInAnyOrder(
            tuple("o1", 1_000L, first),
            tuple("o2", 1_000L, latin1),
            tuple(null, 1_000L, new byte[0]),
            tuple("o3", 3_000L, huge),
            tuple(null, 3_000L, noJson));
    assertThat(records).extracting(Consumed.Record::value).contains(first, latin1, huge, noJson);
  }

  @Test
  void recordsOfOneKeyStayInTheOrderOfTheFile() throws IOException {
    byte[][] lines = new byte[300][];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = order("o" + i % 3, 1_000 + i, "n" + i);
    }
    write("order.jsonl.gz", lines);

    assertThat(replay()).isZero();

    for (int key = 0; key < 3; key++) {
      String name = "o" + key;
      assertThat(Consumed.all(broker, "order"))
          .filteredOn(r -> name.equals(r.key()))
          .hasSize(100)
          .isSortedAccordingTo(Comparator.comparingLong(Consumed.Record::time));
    }
  }

  @Test
  void equalLinesWithoutKeyMeetInOnePartition() throws IOException {
    byte[] line = "{\"event_id\":\"e1\"}".getBytes(StandardCharsets.UTF_8);
    byte[] conflict = "{\"event_id\":\"e1\",\"more\":1}".getBytes(StandardCharsets.UTF_8);
    write("browse.jsonl", line, order("x", 5, "y"), conflict, line);

    assertThat(replay("--record-time", "now")).isZero();

    List<Integer> partitions =
        Consumed.all(broker, "browse").stream()
            .filter(r -> new String(r.value(), StandardCharsets.UTF_8).contains("e1"))
            .map(Consumed.Record::partition)
            .toList();
    assertThat(partitions).hasSize(3).containsOnly(partitions.get(0));
  }

  @Test
  void accessLogBecomesRecordsAndWhatIsNoLineOfItGoesAsItIs() throws IOException {
    String line = "10.0.0.7 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"-\"";
    byte[] broken = line.substring(0, line.length() - 1).getBytes(StandardCharsets.UTF_8);
    byte[] good = line.getBytes(StandardCharsets.UTF_8);
    write("access.log.gz", good, broken, good);
    write("readme.txt", new byte[] {1});

    assertThat(replay("--json")).isZero();

    assertThat(out.toString().trim()).isEqualTo("{\"access\":3}");
    List<Consumed.Record> records = Consumed.all(broker, "access");
    assertThat(records).extracting(Consumed.Record::time).containsOnly(1_431_857_103_000L);
    assertThat(records).extracting(Consumed.Record::value).contains(broken);
    assertThat(records)
        .filteredOn(r -> "10.0.0.7".equals(r.key()))
        .extracting(r -> new String(r.value(), StandardCharsets.UTF_8))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(
            json ->
                json.endsWith("\"method\":\"GET\",\"path\":\"/a\",\"status\":200,\"bytes\":5}"));
  }

  private static Tuple tuple(String key, long time, byte[] value) {
    return Tuple.tuple(key, time, value.length);
  }

  private static byte[] order(String id, long time, String text) {
    return "{\"order_id\":\"%s\",\"event_time\":%d,\"text\":\"%s\"}"
        .formatted(id, time, text)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void write(String name, byte[]... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream to = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
      for (byte[] line : lines) {
        to.write(line);
        to.write('\n');
      }
    }
    Files.write(dir.resolve(name), bytes.toByteArray());
  }

  private int replay(String... options) {
    CommandLine line = Verbs.commandLine(new ReplayCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    return line.execute(Consumed.arguments("replay", broker, dir, with(options)));
  }

  private String[] with(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(dir.toString());
    return all.toArray(String[]::new);
  }
}

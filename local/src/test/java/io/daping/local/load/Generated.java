package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.Verbs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A folder that the verb {@code generate} wrote, read back by other code. */
record Generated(Path dir) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line of a topic's file with its line of the ledger. */
  record Line(byte[] bytes, String topic, String eventId, String fate) {
    JsonNode tree() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new AssertionError(fate + " is no JSON", e);
      }
    }
  }

  static Generated in(Path dir, String... options) {
    CommandLine line = Verbs.commandLine(new GenerateCommand());
    List<String> arguments = new ArrayList<>(List.of("generate", "--out=" + dir));
    arguments.addAll(List.of(options));
    assertThat(line.execute(arguments.toArray(String[]::new))).isZero();
    return new Generated(dir);
  }

  /** All deliveries, in the ledger's order. */
  List<Line> lines() throws IOException {
    List<byte[]> orders = bytes("order");
    List<byte[]> browse = bytes("browse");
    List<Line> lines = new ArrayList<>();
    int order = 0;
    int action = 0;
    for (byte[] entry : bytes("ledger")) {
      JsonNode said = JSON.readTree(entry);
      String topic = said.get("topic").textValue();
      byte[] bytes = topic.equals("order") ? orders.get(order++) : browse.get(action++);
      lines.add(
          new Line(bytes, topic, said.get("event_id").textValue(), said.get("class").textValue()));
    }
    assertThat(order).isEqualTo(orders.size());
    assertThat(action).isEqualTo(browse.size());
    return lines;
  }

  /** What intake must accept, in the order of delivery. */
  List<JsonNode> accepted(String topic) throws IOException {
    return lines().stream()
        .filter(l -> l.topic().equals(topic))
        .filter(l -> l.fate().equals("good") || l.fate().equals("late"))
        .map(Line::tree)
        .toList();
  }

  String text(String topic) throws IOException {
    Path file = dir.resolve(topic + ".jsonl");
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private List<byte[]> bytes(String topic) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (Lines in = new Lines(Files.newInputStream(dir.resolve(topic + ".jsonl")))) {
      for (byte[] line = in.next(); line != null; line = in.next()) {
        lines.add(line);
      }
    }
    return lines;
  }
}

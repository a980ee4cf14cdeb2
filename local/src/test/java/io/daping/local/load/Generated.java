package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.Verbs;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    Map<String, Iterator<byte[]>> files = new HashMap<>();
    for (String topic : Topic.names()) {
      files.put(topic, bytes(topic).iterator());
    }
    List<Line> lines = new ArrayList<>();
    for (byte[] entry : bytes("ledger")) {
      JsonNode said = JSON.readTree(entry);
      String topic = said.get("topic").textValue();
      byte[] bytes = files.get(topic).next();
      lines.add(
          new Line(bytes, topic, said.get("event_id").textValue(), said.get("class").textValue()));
    }
    assertThat(files.values()).as("lines without an entry").noneMatch(Iterator::hasNext);
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

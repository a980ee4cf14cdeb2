package io.daping.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Delta table as its log on disk, edited by hand as no writer of ours does. */
record DeltaLog(Path table) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Takes the newest file of rows out of the table.
   *
   * @return how many rows the table has lost
   */
  long dropNewestFile() throws IOException {
    List<Path> commits = commits();
    for (int i = commits.size() - 1; i >= 0; i--) {
      for (String line : Files.readAllLines(commits.get(i))) {
        JsonNode add = JSON.readTree(line).get("add");
        if (add != null) {
          write(commits.size(), add.get("path").textValue());
          return JSON.readTree(add.get("stats").textValue()).get("numRecords").longValue();
        }
      }
    }
    throw new AssertionError(table + " has no file");
  }

  /** How many rows the table has. */
  long rows() throws IOException {
    Map<String, Long> files = new HashMap<>();
    for (Path commit : commits()) {
      for (String line : Files.readAllLines(commit)) {
        JsonNode action = JSON.readTree(line);
        if (action.has("remove")) {
          files.remove(action.get("remove").get("path").textValue());
        } else if (action.has("add")) {
          JsonNode add = action.get("add");
          long rows = JSON.readTree(add.get("stats").textValue()).get("numRecords").longValue();
          files.put(add.get("path").textValue(), rows);
        }
      }
    }
    return files.values().stream().mapToLong(rows -> rows).sum();
  }

  private void write(int version, String file) throws IOException {
    ObjectNode removal = JSON.createObjectNode();
    removal
        .putObject("remove")
        .put("path", file)
        .put("deletionTimestamp", System.currentTimeMillis())
        .put("dataChange", true);
    Files.writeString(log().resolve("%020d.json".formatted(version)), removal + "\n");
  }

  private List<Path> commits() throws IOException {
    try (Stream<Path> files = Files.list(log())) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private Path log() {
    return table.resolve("_delta_log");
  }
}

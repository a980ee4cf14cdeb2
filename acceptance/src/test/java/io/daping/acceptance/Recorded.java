package io.daping.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The recorded data beside the project, and its true answers. */
final class Recorded {
  private static final Path DATA = Daping.ROOT.resolve("../shared/data").normalize();

  private Recorded() {}

  /** A recorded directory; the test is skipped, visibly, where the data is absent. */
  static Path directory(String name) {
    Path directory = DATA.resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(directory), () -> "the recorded data is absent: " + directory);
    return directory;
  }

  /** The true answers of a recorded directory; the test is skipped, visibly, without the data. */
  static JsonNode expected(String name) {
    Path file = DATA.resolve("expected/" + name + ".json");
    Assumptions.assumeTrue(Files.isRegularFile(file), () -> "the recorded data is absent: " + file);
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column of an expected table, by the table's first column. */
  static Map<String, Long> column(JsonNode table, String name) {
    int at = -1;
    for (int i = 0; i < table.get("columns").size(); i++) {
      at = table.get("columns").get(i).asText().equals(name) ? i : at;
    }
    Map<String, Long> values = new TreeMap<>();
    for (JsonNode row : table.get("rows")) {
      values.put(row.get(0).asText(), row.get(at).asLong());
    }
    return values;
  }

  /** The first lines of a recorded file. */
  static List<String> head(String directory, String file, int lines) {
    return lines(directory, file, all -> all.limit(lines).toList());
  }

  /** Takes what is wanted of a recorded file's lines. */
  static <T> T lines(String directory, String file, Function<Stream<String>, T> wanted) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory(directory).resolve(file))),
                StandardCharsets.UTF_8))) {
      return wanted.apply(in.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

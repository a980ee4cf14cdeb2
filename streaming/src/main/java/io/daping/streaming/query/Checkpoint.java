package io.daping.streaming.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.fault.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a query's checkpoint folder says. Spark writes {@code metadata} once, {@code offsets/N}
 * before micro-batch N and {@code commits/N} after it.
 */
public final class Checkpoint {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The format's version and the batch's settings stand before the sources. */
  private static final int HEAD_LINES = 2;

  private static final String NOTHING_YET = "-";
  private static final String OF_A_DELTA_TABLE = "reservoirVersion";

  private final Path folder;
  private final FileSystem files;

  public Checkpoint(String folder, Configuration hadoop) {
    this.folder = new Path(folder);
    try {
      this.files = this.folder.getFileSystem(hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("no file system for " + folder, e);
    }
  }

  /**
   * The checkpoint of a query in one generation of its life: each has a folder of its own, so that
   * no query ever takes an old one for its own.
   *
   * @param root folder of all checkpoints
   * @param generation from 1
   */
  public static Checkpoint of(String root, String query, int generation, Configuration hadoop) {
    String name = generation == 1 ? query : query + "-" + generation;
    return new Checkpoint(root + "/" + name, hadoop);
  }

  /** The folder, as the query is given it. */
  public String folder() {
    return folder.toString();
  }

  /** The id that Spark gave the query when the checkpoint was made; empty without the file. */
  public Optional<String> id() {
    return read("metadata")
        .map(text -> parsed("metadata", text, new TypeReference<Map<String, String>>() {}))
        .map(metadata -> metadata.get("id"));
  }

  /** The number of the newest micro-batch that was ever begun. */
  public OptionalLong lastBegun() {
    return last("offsets");
  }

  /** The number of the newest micro-batch that was finished. */
  public OptionalLong lastFinished() {
    return last("commits");
  }

  /**
   * The end offsets of a micro-batch as they stand in the file, a line a source; empty if it never
   * began.
   */
  public Optional<String> offsetsText(long batch) {
    return read("offsets/" + batch)
        .map(text -> text.lines().skip(HEAD_LINES).collect(Collectors.joining("\n")));
  }

  /**
   * The end offsets of a micro-batch that reads Kafka: topic to partition to offset. Empty maps
   * before the first, and for sources that are tables.
   */
  public Map<String, Map<Integer, Long>> offsets(long batch) {
    return offsetsText(batch).map(text -> offsets(batch, text)).orElseGet(Map::of);
  }

  /** The same, out of what {@link #offsetsText} gave. */
  Map<String, Map<Integer, Long>> offsets(long batch, String text) {
    Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    for (String source : text.split("\n", -1)) {
      offsets.putAll(ofSource("offsets/" + batch, source));
    }
    return offsets;
  }

  private Map<String, Map<Integer, Long>> ofSource(String name, String source) {
    if (source.equals(NOTHING_YET)) {
      return Map.of();
    }
    JsonNode tree = parsed(name, source, new TypeReference<JsonNode>() {});
    if (tree.path(OF_A_DELTA_TABLE).isIntegralNumber()) {
      return Map.of();
    }
    return parsed(name, source, new TypeReference<Map<String, Map<Integer, Long>>>() {});
  }

  /** Makes the folder. */
  void make() {
    try {
      files.mkdirs(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  private OptionalLong last(String log) {
    try {
      FileStatus[] entries = files.listStatus(new Path(folder, log));
      return Arrays.stream(entries)
          .map(e -> e.getPath().getName())
          .filter(name -> name.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .max();
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder + "/" + log, e);
    }
  }

  private Optional<String> read(String name) {
    try (InputStream in = files.open(new Path(folder, name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (ChecksumException e) {
      throw damaged(name, "its checksum is another");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + "/" + name, e);
    }
  }

  private <T> T parsed(String name, String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw damaged(name, "it is not what Spark writes: \"" + json + "\"");
    }
  }

  private Refusal damaged(String name, String how) {
    return new Refusal(
        folder + "/" + name + " is damaged: " + how,
        "Put the folder back as it was, or start in a fresh home and replay what Kafka still"
            + " holds.");
  }

  /** Whether more than a first micro-batch was begun, or any was finished. */
  public boolean isUsed() {
    return lastBegun().orElse(0) > 0 || lastFinished().isPresent();
  }
}

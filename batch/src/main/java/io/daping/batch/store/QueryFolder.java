package io.daping.batch.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import io.daping.common.spark.Folders;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A streaming query's checkpoint folder, for reading only. Spark writes {@code metadata} once,
 * {@code offsets/N} before micro-batch N and {@code commits/N} after it: a line with the format's
 * version, in {@code offsets} one with settings, then a line of JSON a source.
 */
public record QueryFolder(String path, Configuration hadoop) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("(.*?)(?:-(\\d+))?");
  private static final String VERSION = "v\\d+";
  private static final String NOTHING_YET = "-";
  private static final int HEAD_LINES = 2;

  /** The two logs of micro-batches. */
  public enum Log {
    OFFSETS("offsets"),
    COMMITS("commits");

    private final String folder;

    Log(String folder) {
      this.folder = folder;
    }

    /** The folder's name. */
    public String folder() {
      return folder;
    }
  }

  /** Every checkpoint, of whatever generation. */
  public static List<QueryFolder> all(String root, Configuration hadoop) {
    return Folders.in(root, hadoop).stream().map(path -> new QueryFolder(path, hadoop)).toList();
  }

  /** The query's name. */
  public String query() {
    return name().group(1);
  }

  /** Which checkpoint of the query's life it is: {@code QUERY}, {@code QUERY-2} and so on. */
  public int generation() {
    return name().group(2) == null ? 1 : Integer.parseInt(name().group(2));
  }

  /** How this checkpoint stands to the one that its query uses: below 0 if it is older. */
  public int age(ControlStore control) {
    int used = control.intent(query()).map(Intent::generation).orElse(1);
    return Integer.compare(generation(), used);
  }

  private Matcher name() {
    Matcher name = NAME.matcher(new Path(path).getName());
    name.matches(); // whatever the name
    return name;
  }

  /** The id that Spark gave the query; empty without the file, or when it is not Spark's. */
  public Optional<String> id() {
    return read("metadata")
        .flatMap(QueryFolder::parsed)
        .map(metadata -> metadata.path("id").asText(""))
        .filter(id -> !id.isEmpty());
  }

  /** The numbers of the micro-batches that a log has. */
  public SortedSet<Long> batches(Log log) {
    try {
      FileStatus[] entries = files().listStatus(new Path(path, log.folder()));
      return Arrays.stream(entries)
          .map(entry -> entry.getPath().getName())
          .filter(name -> name.matches("\\d+"))
          .map(Long::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (FileNotFoundException e) {
      return new TreeSet<>();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path + "/" + log.folder(), e);
    }
  }

  /** What is wrong with the file of a micro-batch; empty if nothing. */
  public Optional<String> wrong(Log log, long batch) {
    String name = log.folder() + "/" + batch;
    List<String> lines = read(name).orElse("").lines().toList();
    if (lines.isEmpty() || !lines.get(0).matches(VERSION)) {
      return Optional.of(path + "/" + name + " does not begin with a version");
    }
    return lines.stream()
        .skip(1)
        .filter(line -> !line.equals(NOTHING_YET) && parsed(line).isEmpty())
        .findFirst()
        .map(line -> path + "/" + name + " has a line that is no JSON: " + line);
  }

  /** The end offsets of a micro-batch as they stand in the file; empty if it never began. */
  public Optional<String> offsetsText(long batch) {
    return read(Log.OFFSETS.folder() + "/" + batch)
        .map(text -> text.lines().skip(HEAD_LINES).collect(Collectors.joining("\n")));
  }

  /** The end offsets of a micro-batch, a tree a source that has any. */
  public List<JsonNode> offsets(long batch) {
    return offsetsText(batch).stream()
        .flatMap(String::lines)
        .map(QueryFolder::parsed)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> read(String name) {
    try (InputStream in = files().open(new Path(path, name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + "/" + name, e);
    }
  }

  private FileSystem files() throws IOException {
    return new Path(path).getFileSystem(hadoop);
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}

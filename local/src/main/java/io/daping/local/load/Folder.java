package io.daping.local.load;

import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a folder holds for a replay.
 *
 * @param files the file of each topic; {@code access} may lie here as a web server's log
 */
record Folder(Map<Topic, Path> files) {
  private static final Pattern CONTRACT =
      Pattern.compile("((" + String.join("|", Topic.names()) + ")\\.jsonl|access\\.log)(\\.gz)?");

  /**
   * @throws Failure when a topic has two files
   */
  static Folder of(Path dir) throws IOException {
    Folder folder = new Folder(new EnumMap<>(Topic.class));
    try (Stream<Path> files = Files.list(dir)) {
      files
          .filter(f -> CONTRACT.matcher(f.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(folder::add);
    }
    return folder;
  }

  static List<String> wanted() {
    Stream<String> events = Topic.names().stream().map(name -> name + ".jsonl");
    return Stream.concat(events, Stream.of("access.log")).toList();
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files.values()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Opens all files. */
  Open open() {
    Open open = new Open(new ArrayList<>());
    try {
      files.forEach((topic, file) -> open.recordings().add(Recording.open(topic, file)));
      return open;
    } catch (Failure e) {
      open.close();
      throw e;
    }
  }

  /** Open recordings, closed together. */
  record Open(List<Recording> recordings) implements AutoCloseable {
    @Override
    public void close() {
      recordings.forEach(Recording::close);
    }
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    Topic topic = Topic.named(name.substring(0, name.indexOf('.'))).orElseThrow();
    Path other = files.put(topic, file);
    if (other != null) {
      throw new Failure(other + " and " + file + " are both there: keep one of them");
    }
  }
}

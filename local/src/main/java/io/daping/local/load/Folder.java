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
import java.util.stream.Stream;

/**
 * What a folder holds for a replay.
 *
 * @param files the file of each topic that is understood
 * @param skipped files of the contract that are not understood yet
 */
record Folder(Map<Topic, Path> files, List<Path> skipped) {
  private static final String CONTRACT =
      "((order|browse|search|access|machine|applog)\\.jsonl|access\\.log)(\\.gz)?";

  /**
   * @throws Failure when a topic has two files
   */
  static Folder of(Path dir) throws IOException {
    Folder folder = new Folder(new EnumMap<>(Topic.class), new ArrayList<>());
    try (Stream<Path> files = Files.list(dir)) {
      files
          .filter(f -> f.getFileName().toString().matches(CONTRACT) && Files.isRegularFile(f))
          .sorted()
          .forEach(folder::add);
    }
    return folder;
  }

  static List<String> wanted() {
    return Topic.names().stream().map(name -> name + ".jsonl").toList();
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
    String topicName = name.substring(0, name.indexOf('.'));
    if (Topic.named(topicName).isEmpty() || name.contains(".log")) {
      skipped.add(file);
      return;
    }
    Path other = files.put(Topic.named(topicName).orElseThrow(), file);
    if (other != null) {
      throw new Failure(other + " and " + file + " are both there: keep one of them");
    }
  }
}

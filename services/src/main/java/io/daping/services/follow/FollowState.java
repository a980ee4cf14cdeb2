package io.daping.services.follow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.fault.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each file was left, in one small file that is replaced as a whole.
 *
 * @param logs by the setting {@code files} of each log
 */
record FollowState(Map<String, List<Position>> logs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws Refusal when it is there and cannot be read: to begin anew would send everything twice
   */
  static FollowState load(Path file) {
    if (!Files.exists(file)) {
      return new FollowState(new LinkedHashMap<>());
    }
    try {
      return JSON.readValue(file.toFile(), FollowState.class);
    } catch (IOException e) {
      throw new Refusal(
          file + " cannot be read: " + e.getMessage(),
          "It says how far each log was followed. Restore it, or delete it: then every file is"
              + " sent again from its beginning, as new events.");
    }
  }

  /** Whether that log was followed before. */
  boolean knows(String files) {
    return logs.containsKey(files);
  }

  List<Position> of(String files) {
    return new ArrayList<>(logs.getOrDefault(files, List.of()));
  }

  /** Returns when the disk has it; a death on the way leaves the old one. */
  void save(Path file) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(this));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}

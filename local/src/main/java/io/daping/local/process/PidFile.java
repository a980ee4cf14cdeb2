package io.daping.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process that was started here: the file holds its pid, and the file's modification
 * time is the process's start. A pid that was given to a stranger since then has another start, so
 * a stranger is never taken for ours, and never killed.
 */
record PidFile(Path file) {
  /** Start times are told in ticks of 10 ms since a boot time that the clock may correct. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  void write(ProcessHandle process) {
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, process.pid() + "\n");
      Files.setLastModifiedTime(next, FileTime.from(start(process).orElseGet(Instant::now)));
      Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** The process, if it still lives. */
  Optional<ProcessHandle> process() {
    if (!exists()) {
      return Optional.empty();
    }
    try {
      Instant remembered = Files.getLastModifiedTime(file).toInstant();
      long pid = Long.parseLong(Files.readString(file).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(p -> start(p).map(s -> near(s, remembered)).orElse(false));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  private static Optional<Instant> start(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static boolean near(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(TOLERANCE) <= 0;
  }
}

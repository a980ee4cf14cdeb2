package io.daping.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log, for an error text. */
final class LastLines {
  private static final int LINES = 15;
  private static final int BYTES = 8 * 1024;

  private LastLines() {}

  /** Indented, one a line; empty when the file is empty or missing. */
  static String of(Path file) {
    if (!Files.isReadable(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(0, log.length() - BYTES));
      byte[] end = new byte[BYTES];
      int length = Math.max(0, log.read(end));
      List<String> lines = new String(end, 0, length, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LINES))
          .collect(Collectors.joining("\n  ", lines.isEmpty() ? "" : "  ", "\n"));
    } catch (IOException e) {
      return "  (" + file + " cannot be read: " + e.getMessage() + ")\n";
    }
  }
}

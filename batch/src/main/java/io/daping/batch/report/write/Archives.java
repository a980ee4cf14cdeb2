package io.daping.batch.report.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Zip archives whose bytes depend on their content alone. */
final class Archives {
  /** A zip's own times begin in 1980. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final Pattern CREATED =
      Pattern.compile("(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)");

  private Archives() {}

  /** An archive of files by their names. */
  static byte[] of(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The same workbook without the time at which it was made.
   *
   * @throws UncheckedIOException when there is no room for a copy in the folder of temporary files
   */
  static byte[] timeless(byte[] workbook) {
    // Its entries' sizes stand behind them, where only a reader of files finds them.
    Path copy = null;
    try {
      copy = Files.createTempFile("daping-", ".xlsx");
      Files.write(copy, workbook);
      return of(timeless(copy));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy a workbook to " + copy, e);
    } finally {
      delete(copy);
    }
  }

  private static SortedMap<String, byte[]> timeless(Path workbook) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(workbook.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        files.put(entry.getName(), isAboutItself(entry) ? withoutTime(content) : content);
      }
    }
    return files;
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  private static boolean isAboutItself(ZipEntry entry) {
    return entry.getName().equals("docProps/core.xml");
  }

  private static byte[] withoutTime(byte[] xml) {
    String text = new String(xml, StandardCharsets.UTF_8);
    return CREATED
        .matcher(text)
        .replaceAll("$1" + NO_TIME + ":00Z$2")
        .getBytes(StandardCharsets.UTF_8);
  }
}

package io.daping.batch.privacy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text files of a folder: logs and exports. Words are overwritten where they stand, so a
 * process that appends to the file goes on; a packed file that names the person is deleted.
 */
record ForgetFiles(String store, Path folder) implements Forgetting {

  @Override
  public long erase(Person person) {
    long words = 0;
    for (Path file : new TextFiles(folder).all()) {
      words += TextFiles.isPacked(file) ? erasePacked(file, person) : erasePlain(file, person);
    }
    return words;
  }

  @Override
  public List<String> remains(Person person) {
    return new FileBytes(person).in(folder);
  }

  private static long erasePacked(Path file, Person person) {
    long[] lines = {0};
    TextFiles.read(file, (number, text) -> lines[0] += person.isIn(text) ? 1 : 0);
    try {
      if (lines[0] > 0) {
        Files.delete(file);
      }
      return lines[0];
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  private static long erasePlain(Path file, Person person) {
    long words = 0;
    try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (String term : person.terms()) {
        String bytes = FileBytes.latin(term);
        for (int at = Words.find(text, bytes, 0); at >= 0; at = Words.find(text, bytes, at + 1)) {
          writing.seek(at);
          writing.write("*".repeat(bytes.length()).getBytes(StandardCharsets.US_ASCII));
          words++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean " + file, e);
    }
    return words;
  }
}

package io.daping.batch.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for a person in the bytes of files of any kind, also of such that others write. */
record FileBytes(Person person) {
  private static final int PIECE = 4 << 20;

  /** A term that stands across two pieces is found in their overlap. */
  private static final int OVERLAP = 4 << 10;

  /** The files below a folder that hold one of the person's terms. */
  List<String> in(Path folder) {
    List<String> found = new ArrayList<>();
    for (Path file : new TextFiles(folder).all()) {
      if (isIn(file)) {
        found.add(file.toString());
      }
    }
    return found;
  }

  private boolean isIn(Path file) {
    List<String> terms = person.terms().stream().map(FileBytes::latin).toList();
    try (InputStream in = Files.newInputStream(file)) {
      String rest = "";
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        String text = rest + new String(piece, StandardCharsets.ISO_8859_1);
        if (terms.stream().anyMatch(term -> Words.find(text, term, 0) >= 0)) {
          return true;
        }
        rest = text.substring(Math.max(0, text.length() - OVERLAP));
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** A character a byte. */
  static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}

package io.daping.batch.privacy;

import io.daping.common.privacy.Finding;
import io.daping.common.privacy.PersonalData;
import io.daping.common.privacy.PersonalKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What was seen in one store, a line a column and kind. */
final class Sightings {
  private final String store;
  private final Map<String, Sighting> lines = new TreeMap<>();

  Sightings(String store) {
    this.store = store;
  }

  /** Looks through a text. */
  void look(String column, String text, Supplier<String> where) {
    for (Finding finding : PersonalData.in(text)) {
      add(sighting(column, finding, text, where.get()));
    }
  }

  /**
   * Looks through bytes that may be text or not. In packed numbers and sketches an at sign between
   * letters is chance; twelve digits in a row are not.
   */
  void look(String column, byte[] bytes, Supplier<String> where) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean isText = text.chars().noneMatch(c -> c == '\uFFFD' || (c < ' ' && c != '\n'));
    for (Finding finding : PersonalData.in(text)) {
      if (isText || finding.kind() != PersonalKind.EMAIL) {
        add(sighting(column, finding, text, where.get()));
      }
    }
  }

  void add(Sighting sighting) {
    lines.merge(sighting.column() + "\0" + sighting.kind(), sighting, Sighting::plus);
  }

  List<Sighting> all() {
    return List.copyOf(lines.values());
  }

  private Sighting sighting(String column, Finding finding, String text, String where) {
    return new Sighting(store, column, finding.kind(), 1, finding.masked(text), where);
  }
}

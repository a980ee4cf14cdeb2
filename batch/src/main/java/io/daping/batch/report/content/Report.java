package io.daping.batch.report.content;

import java.util.List;

/**
 * A whole report.
 *
 * @param name of its files, without ending
 * @param headline a few numbers that say how it went
 */
public record Report(
    String name, String title, String subtitle, List<Headline> headline, List<Part> parts) {
  /** A number worth a large font; {@code change} may be nothing. */
  public record Headline(String title, String value, Cell change, String against) {
    /** More, less or the same, as a word. */
    public String style() {
      return change instanceof Cell.Change changed ? changed.direction() : "";
    }
  }
}

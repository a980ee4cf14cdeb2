package io.daping.batch.report.content;

/** One subject of a report. To add a section, add a class and its line in {@link Sections}. */
public interface Section {
  /** What it says; a part without tables is left out. */
  Part of(Account account);
}

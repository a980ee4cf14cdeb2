package io.daping.batch.report.content;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of a report.
 *
 * @param name short, unique in its part: part of file names
 * @param rows as many cells each as there are columns
 */
public record Table(String name, String title, List<Column> columns, List<List<Cell>> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** What a column holds: words stand left, numbers right. */
  public enum Kind {
    WORDS,
    LONG_WORDS,
    NUMBERS
  }

  /** A column and its header. */
  public record Column(String title, Kind kind) {}

  /** A column of words, then columns of numbers. */
  public static List<Column> columns(String words, String... numbers) {
    return Stream.concat(
            Stream.of(new Column(words, Kind.WORDS)),
            Arrays.stream(numbers).map(title -> new Column(title, Kind.NUMBERS)))
        .toList();
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }
}

package io.daping.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines whose cells stand in columns as wide as their widest cell; a gap begins anew. */
final class Columns {
  private static final int SPACE = 2;

  private final StringBuilder done = new StringBuilder();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a line; null shows as a dash. */
  void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(c -> c == null ? "-" : c.toString()).toList());
  }

  /** An empty line, after which columns are measured anew. */
  void gap() {
    done.append(aligned()).append('\n');
    rows.clear();
  }

  @Override
  public String toString() {
    return done + aligned();
  }

  private String aligned() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(padded(row.get(column), width(column)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + SPACE;
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}

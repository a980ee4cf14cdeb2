package io.daping.batch.report.content;

import io.daping.batch.report.content.Table.Column;
import io.daping.batch.report.content.Table.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A row a value of a dimension with some of its figures; none of them is money. */
record Listing(Numbers numbers, String by, List<String> values) {

  Table table(String name, String title, String... figures) {
    List<List<Cell>> rows = new ArrayList<>();
    for (String value : values) {
      List<Cell> row = new ArrayList<>();
      row.add(new Cell.Text(value));
      Arrays.stream(figures).forEach(f -> row.add(Forms.of(numbers, by, value, f, "")));
      rows.add(row);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(Forms.title(by), Kind.WORDS));
    Arrays.stream(figures).forEach(f -> columns.add(new Column(Forms.title(f), Kind.NUMBERS)));
    return new Table(name, title, columns, rows);
  }
}

package io.daping.batch.report.content;

import io.daping.batch.report.content.Table.Column;
import io.daping.batch.report.content.Table.Kind;
import io.daping.common.serve.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What sold best, and what was looked at most.
 *
 * @param by the dimension
 */
record Best(String by, String title) implements Section {
  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    List<Table> tables = new ArrayList<>();
    for (String currency : account.currencies()) {
      String[] sold = {"gmv_paid", "units", "orders_paid", "buyers", "pv", "conversion"};
      List<String> best = numbers.best(by, "gmv_paid", currency, Subject.TOP);
      tables.add(
          table(
              "sold-" + currency,
              "Sold best, " + currency,
              numbers,
              best,
              currency,
              kept(numbers, sold)));
    }
    if (isKept(numbers, "pv")) {
      List<String> viewed = numbers.best(by, "pv", Reading.NO_CURRENCY, Subject.TOP);
      String[] views = {"pv", "uv", "carts", "cart_rate", "conversion"};
      tables.add(
          table("viewed", "Viewed most", numbers, viewed, account.currencies().get(0), views));
    }
    return new Part(
        by,
        title,
        "Ranked by the first number, then by units or views, then by name. Conversion: "
            + lowerFirst(numbers.figure("conversion").description())
            + ".",
        List.of(),
        tables);
  }

  private Table table(
      String name,
      String heading,
      Numbers numbers,
      List<String> values,
      String currency,
      String... figures) {
    List<List<Cell>> rows = new ArrayList<>();
    for (String value : values) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.Number.of(rows.size() + 1L));
      row.add(new Cell.Text(value));
      Arrays.stream(figures).forEach(f -> row.add(Forms.of(numbers, by, value, f, currency)));
      rows.add(row);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("#", Kind.NUMBERS));
    columns.add(new Column(Forms.title(by), Kind.WORDS));
    Arrays.stream(figures).forEach(f -> columns.add(new Column(Forms.title(f), Kind.NUMBERS)));
    return new Table(name, heading, columns, rows);
  }

  private String[] kept(Numbers numbers, String... figures) {
    return Arrays.stream(figures).filter(f -> isKept(numbers, f)).toArray(String[]::new);
  }

  private boolean isKept(Numbers numbers, String figure) {
    return numbers.figure(figure).metrics().stream().allMatch(metric -> metric.isBy(by));
  }

  private static String lowerFirst(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}

package io.daping.batch.report.content;

import io.daping.batch.report.content.Table.Column;
import io.daping.batch.report.content.Table.Kind;
import io.daping.common.serve.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Figures of the period beside those of the periods before, with what they mean. */
final class Compared {
  private final Account account;
  private final String currency;
  private final List<List<Cell>> rows = new ArrayList<>();

  Compared(Account account, String currency) {
    this.account = account;
    this.currency = currency;
  }

  /** Adds figures of the catalogue, in this order. */
  Compared figures(String... names) {
    for (String name : names) {
      Figure figure = account.now().numbers().figure(name);
      line(
          Forms.title(name),
          figure.description(),
          period -> Forms.total(period.numbers(), name, currency),
          number -> Forms.cell(figure, currency, number));
    }
    return this;
  }

  /** Adds a count that the catalogue does not have. */
  Compared count(String title, String meaning, Function<Period, Long> value) {
    return line(
        title,
        meaning,
        period -> Optional.of(BigDecimal.valueOf(value.apply(period))),
        number -> new Cell.Number(number, 0));
  }

  Table table(String name, String title) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Figure", Kind.WORDS));
    columns.add(new Column(account.now().label(), Kind.NUMBERS));
    for (Period before : account.before()) {
      columns.add(new Column(before.label(), Kind.NUMBERS));
      columns.add(new Column("Change", Kind.NUMBERS));
    }
    columns.add(new Column("What it is", Kind.LONG_WORDS));
    return new Table(name, title, columns, rows);
  }

  private Compared line(
      String title,
      String meaning,
      Function<Period, Optional<BigDecimal>> value,
      Function<BigDecimal, Cell> form) {
    Optional<BigDecimal> now = value.apply(account.now());
    List<Cell> row = new ArrayList<>();
    row.add(new Cell.Text(title));
    row.add(now.map(form).orElse(new Cell.Nothing()));
    for (Period period : account.before()) {
      Optional<BigDecimal> before = value.apply(period);
      row.add(before.map(form).orElse(new Cell.Nothing()));
      row.add(Forms.change(now, before));
    }
    row.add(new Cell.Text(meaning));
    rows.add(row);
    return this;
  }
}

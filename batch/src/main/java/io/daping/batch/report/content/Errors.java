package io.daping.batch.report.content;

import io.daping.batch.report.content.Findings.ErrorSample;
import io.daping.batch.report.content.Table.Column;
import io.daping.batch.report.content.Table.Kind;
import io.daping.common.serve.Reading;
import java.util.ArrayList;
import java.util.List;

/** What went wrong in the applications, by groups of errors that are one. */
record Errors() implements Section {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Group", Kind.WORDS),
          new Column("Errors", Kind.NUMBERS),
          new Column("App", Kind.WORDS),
          new Column("Error", Kind.WORDS),
          new Column("First of the period", Kind.LONG_WORDS));

  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    if (numbers.count("log_records") == 0) {
      return new Part("errors", "Errors", "", List.of(), List.of());
    }
    return new Part(
        "errors",
        "Errors",
        "Errors of one group have one cause, as far as their stack or text tells. bin/daping errors show GROUP has all of it.",
        List.of(),
        List.of(
            new Compared(account, account.currencies().get(0))
                .figures("errors", "warnings", "log_records", "error_share")
                .table("all", "All applications"),
            new Listing(numbers, "app", numbers.values("app"))
                .table(
                    "apps", "By application", "errors", "warnings", "log_records", "error_share"),
            groups(account)));
  }

  private static Table groups(Account account) {
    Numbers numbers = account.now().numbers();
    List<List<Cell>> rows = new ArrayList<>();
    for (String group : numbers.best("error_group", "errors", Reading.NO_CURRENCY, Subject.TOP)) {
      ErrorSample sample =
          account.findings().errors().getOrDefault(group, new ErrorSample("", "", ""));
      rows.add(
          List.of(
              new Cell.Text(group),
              Forms.of(numbers, "error_group", group, "errors", ""),
              new Cell.Text(sample.app()),
              new Cell.Text(sample.title()),
              new Cell.Text(sample.message())));
    }
    return new Table("groups", "By group", COLUMNS, rows);
  }
}

package io.daping.batch.report.content;

import io.daping.batch.report.content.Findings.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How good the data is that all of this was counted from. */
record DataQuality() implements Section {
  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Compared(account, account.currencies().get(0))
            .figures("records", "duplicates", "quarantined", "conflicts", "late_events")
            .figures("duplicate_share", "quarantine_share", "late_share")
            .table("all", "All topics"));
    tables.add(
        new Listing(numbers, "topic", numbers.values("topic"))
            .table(
                "topics",
                "By topic",
                "records",
                "duplicates",
                "quarantined",
                "conflicts",
                "late_events"));
    tables.add(
        new Listing(numbers, "reason", numbers.values("reason"))
            .table("reasons", "Quarantined, by reason", "quarantined"));
    tables.add(agreement(account.findings().agreement()));
    return new Part(
        "data-quality",
        "Data quality",
        "Records are counted at the time when they came; they can be read as long as their original bytes are kept.",
        List.of(),
        tables);
  }

  private static Table agreement(Optional<Agreement> found) {
    List<List<Cell>> rows = new ArrayList<>();
    found.ifPresent(
        a -> {
          rows.add(row("Cells of stream and night that were compared", a.cells()));
          rows.add(row("Equal", a.equal()));
          a.explained().forEach((cause, n) -> rows.add(row("Explained: " + cause, n)));
          rows.add(row("Unexplained", a.unexplained()));
        });
    return new Table("reconciliation", "Stream beside night", Table.columns("What", "Cells"), rows);
  }

  private static List<Cell> row(String what, long cells) {
    return List.of(new Cell.Text(what), Cell.Number.of(cells));
  }
}

package io.daping.batch.report.content;

import io.daping.batch.report.content.Findings.Return;
import java.util.ArrayList;
import java.util.List;

/** Who was here, for how long, and who came again. */
record Customers() implements Section {
  private static final String LENGTH = "Session length is in milliseconds.";

  private static final String RETENTION =
      " Retention: of those who paid for the first time then, how many paid in this period; of the"
          + " devices that did anything on item pages then, how many did so in this period.";

  @Override
  public Part of(Account account) {
    Findings findings = account.findings();
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Compared(account, account.currencies().get(0))
            .figures("visitors", "uv", "uv_login", "sessions", "session_length", "session_depth")
            .figures("bounce_share")
            .table("visits", "Visits"));
    boolean isRetentionKnown = !findings.buyers().isEmpty() || !findings.visitors().isEmpty();
    if (isRetentionKnown) {
      tables.add(
          retention("buyers-again", "Buyers who paid again", "New buyers", findings.buyers()));
      tables.add(
          retention("visitors-again", "Visitors who came again", "Visitors", findings.visitors()));
    }
    String about = isRetentionKnown ? LENGTH + RETENTION : LENGTH;
    return new Part("customers", "Customers", about, List.of(), tables);
  }

  private static Table retention(String name, String title, String who, List<Return> returns) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Return r : returns) {
      rows.add(
          List.of(
              new Cell.Text(r.when()),
              Cell.Number.of(r.were()),
              Cell.Number.of(r.came()),
              Cell.Share.of(r.came(), r.were())));
    }
    return new Table(name, title, Table.columns("When", who, "Of them here again", "Share"), rows);
  }
}

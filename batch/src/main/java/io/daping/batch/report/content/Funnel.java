package io.daping.batch.report.content;

import java.util.ArrayList;
import java.util.List;

/** How far users came from view to payment. */
record Funnel() implements Section {
  private static final List<String> STEPS =
      List.of("funnel_view", "funnel_cart", "funnel_order", "funnel_pay");

  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    List<List<Cell>> rows = new ArrayList<>();
    long first = numbers.count(STEPS.get(0));
    long last = first;
    for (String step : STEPS) {
      long here = numbers.count(step);
      rows.add(
          List.of(
              new Cell.Text(Forms.title(step.substring("funnel_".length()))),
              Cell.Number.of(here),
              Cell.Share.of(here, last),
              Cell.Share.of(here, first),
              new Cell.Text(numbers.figure(step).description())));
      last = here;
    }
    List<Table.Column> columns =
        new ArrayList<>(Table.columns("Step", "Users", "Of the step before", "Of all"));
    columns.add(new Table.Column("What it is", Table.Kind.LONG_WORDS));
    Table rates =
        new Compared(account, account.currencies().get(0))
            .figures("funnel_cart_rate", "funnel_order_rate", "funnel_pay_rate", "funnel_rate")
            .table("rates", "Rates");
    return new Part(
        "funnel",
        "Funnel",
        "A user counts once on each day, with the farthest step that they reached from a view of that day.",
        List.of(),
        first == 0 ? List.of() : List.of(new Table("steps", "Steps", columns, rows), rates));
  }
}

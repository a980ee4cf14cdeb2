package io.daping.batch.report.content;

import java.util.ArrayList;
import java.util.List;

/** What was sold, in every meaning of the word, and how much of it at what time. */
record Sales() implements Section {
  @Override
  public Part of(Account account) {
    String main = account.currencies().get(0);
    Hours hours = new Hours(account);
    List<Table> tables = new ArrayList<>();
    tables.add(money(account, main));
    tables.add(
        new Compared(account, main)
            .figures("orders_created", "orders_paid", "units", "buyers")
            .count(
                "New buyers",
                "Buyers of whom the tables hold no earlier payment, of whatever day",
                period -> period.buyers().fresh())
            .count(
                "Returning buyers",
                "Buyers who had paid before",
                period -> period.buyers().returning())
            .table("counts", "Orders and buyers"));
    account.currencies().stream().skip(1).forEach(other -> tables.add(money(account, other)));
    tables.add(hours.table());
    return new Part(
        "sales",
        "Sales",
        "Money is never converted: each currency has its own table. Orders are counted whatever their currency, so with several "
            + "currencies the average order value is each one's part of an average order.",
        hours.has("gmv_paid", main) ? List.of(hours.chart("gmv_paid", main)) : List.of(),
        tables);
  }

  private static Table money(Account account, String currency) {
    return new Compared(account, currency)
        .figures("gmv_created", "gmv_paid", "gmv_net", "gmv_net_cohort", "average_order_value")
        .table("money-" + currency, "Money, " + currency);
  }
}

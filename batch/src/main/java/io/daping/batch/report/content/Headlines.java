package io.daping.batch.report.content;

import io.daping.batch.report.content.Report.Headline;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The few numbers that stand in a large font above all. */
final class Headlines {
  private static final List<String> FIGURES =
      List.of("gmv_paid", "orders_paid", "buyers", "average_order_value", "uv", "pv");

  private Headlines() {}

  static List<Headline> of(Account account) {
    String currency = account.currencies().get(0);
    return FIGURES.stream().flatMap(name -> headline(account, name, currency)).toList();
  }

  private static Stream<Headline> headline(Account account, String name, String currency) {
    Numbers numbers = account.now().numbers();
    Optional<BigDecimal> now = Forms.total(numbers, name, currency);
    boolean isMoney = numbers.figure(name).isMoney();
    Optional<Period> before = account.before().stream().findFirst();
    return now
        .map(number -> Forms.cell(numbers.figure(name), currency, number))
        .map(
            cell ->
                new Headline(
                    Forms.title(name),
                    isMoney ? currency + " " + cell.shown() : cell.shown(),
                    before
                        .map(p -> Forms.change(now, Forms.total(p.numbers(), name, currency)))
                        .orElse(new Cell.Nothing()),
                    before.map(p -> "to " + p.label()).orElse("")))
        .stream();
  }
}

package io.daping.batch.report.content;

import io.daping.batch.report.content.Table.Column;
import io.daping.batch.report.content.Table.Kind;
import io.daping.common.serve.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A period hour by hour; a long one by 24 hours since its beginning. */
final class Hours {
  private static final List<String> COUNTED = List.of("orders_paid", "pv");
  private static final Duration A_DAY = Duration.ofHours(25);
  private static final Duration LONG = Duration.ofDays(4);
  private static final int HOURS_OF_A_DAY = 24;
  private static final DateTimeFormatter OF_A_DAY = DateTimeFormatter.ofPattern("HH");
  private static final DateTimeFormatter OF_SEVERAL = DateTimeFormatter.ofPattern("d.M. HH:mm");

  private final Account account;

  Hours(Account account) {
    this.account = account;
  }

  /** Bars of a metric; money in units of the currency. */
  Chart chart(String metric, String currency) {
    return new Chart(
        Forms.title(metric) + (isLong() ? " by day" : " by hour") + unit(metric, currency),
        bars(account.now()).stream().map(bar -> label(bar.get(0))).toList(),
        line(account.now(), metric, currency),
        account.before().stream().limit(1).map(p -> line(p, metric, currency)).toList());
  }

  /** Whether any hour has any. */
  boolean has(String metric, String currency) {
    return line(account.now(), metric, currency).values().stream().anyMatch(n -> n.signum() != 0);
  }

  /** A row a bar: money in each currency, orders, views. */
  Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("From", Kind.WORDS));
    account
        .currencies()
        .forEach(c -> columns.add(new Column(Forms.title("gmv_paid") + ", " + c, Kind.NUMBERS)));
    COUNTED.forEach(metric -> columns.add(new Column(Forms.title(metric), Kind.NUMBERS)));
    return new Table(
        "by-hour",
        isLong() ? "By day" : "By hour",
        columns,
        bars(account.now()).stream().map(this::row).toList());
  }

  private List<Cell> row(List<Instant> bar) {
    List<Cell> row = new ArrayList<>();
    row.add(new Cell.Moment(bar.get(0).atZone(account.subject().zone()).toLocalDateTime()));
    account.currencies().forEach(c -> row.add(cell(bar, "gmv_paid", c)));
    COUNTED.forEach(metric -> row.add(cell(bar, metric, Reading.NO_CURRENCY)));
    return row;
  }

  private Cell cell(List<Instant> bar, String metric, String currency) {
    Numbers numbers = account.now().numbers();
    return Forms.cell(numbers.figure(metric), currency, sum(numbers, bar, metric, currency));
  }

  private Chart.Line line(Period period, String metric, String currency) {
    Numbers numbers = period.numbers();
    List<BigDecimal> values =
        bars(period).stream()
            .map(bar -> sum(numbers, bar, metric, currency))
            .map(n -> numbers.figure(metric).isMoney() ? Forms.money(n, currency) : n)
            .toList();
    return new Chart.Line(period.label(), values);
  }

  private static BigDecimal sum(Numbers numbers, List<Instant> bar, String metric, String money) {
    String currency = numbers.figure(metric).isMoney() ? money : Reading.NO_CURRENCY;
    return bar.stream()
        .map(hour -> numbers.of(Numbers.HOUR, hour.toString(), metric).get(currency))
        .filter(number -> number != null)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The hours of each bar. */
  private List<List<Instant>> bars(Period period) {
    List<Instant> hours = period.hours();
    int each = isLong() ? HOURS_OF_A_DAY : 1;
    return IntStream.range(0, (hours.size() + each - 1) / each)
        .mapToObj(i -> hours.subList(i * each, Math.min(hours.size(), (i + 1) * each)))
        .toList();
  }

  private boolean isLong() {
    return length().compareTo(LONG) > 0;
  }

  private Duration length() {
    return Duration.between(account.now().from(), account.now().to());
  }

  private String label(Instant hour) {
    boolean several = length().compareTo(A_DAY) > 0;
    return (several ? OF_SEVERAL : OF_A_DAY).format(hour.atZone(account.subject().zone()));
  }

  private String unit(String metric, String currency) {
    return account.now().numbers().figure(metric).isMoney() ? ", " + currency : "";
  }
}

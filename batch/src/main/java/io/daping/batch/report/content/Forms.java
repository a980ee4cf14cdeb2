package io.daping.batch.report.content;

import io.daping.common.catalogue.State;
import io.daping.common.catalogue.Unit;
import io.daping.common.serve.Figure;
import io.daping.common.serve.Reading;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the catalogue's numbers are shown. */
final class Forms {
  private static final List<String> ABBREVIATIONS = List.of("gmv", "pv", "uv", "cpu", "io");

  private Forms() {}

  /** A name of the catalogue as a title: {@code gmv_paid} is "GMV paid". */
  static String title(String name) {
    StringBuilder title = new StringBuilder();
    for (String word : name.split("_")) {
      boolean isFirst = title.isEmpty();
      String first = word.substring(0, 1);
      String cased = (isFirst ? first.toUpperCase(Locale.ROOT) : first) + word.substring(1);
      title.append(isFirst ? "" : " ");
      title.append(ABBREVIATIONS.contains(word) ? word.toUpperCase(Locale.ROOT) : cased);
    }
    return title.toString();
  }

  /** The number of a figure in all; what was counted and is not there is 0. */
  static Optional<BigDecimal> total(Numbers numbers, String name, String currency) {
    return number(numbers.figure(name), numbers.total(name).get(key(numbers, name, currency)));
  }

  /** The same of one value of a dimension. */
  static Cell of(Numbers numbers, String by, String value, String name, String currency) {
    Figure figure = numbers.figure(name);
    return number(figure, numbers.of(by, value, name).get(key(numbers, name, currency)))
        .map(number -> cell(figure, currency, number))
        .orElse(new Cell.Nothing());
  }

  /** A number in its unit; money in the digits of its currency. */
  static Cell cell(Figure figure, String currency, BigDecimal number) {
    if (figure.isMoney()) {
      int digits = digits(currency);
      return new Cell.Number(money(number, currency), digits);
    }
    if (figure.unit() == Unit.SHARE) {
      return new Cell.Share(number);
    }
    return new Cell.Number(number, figure.decimals() == 0 ? 0 : 2);
  }

  /** Minor units as units. */
  static BigDecimal money(BigDecimal minor, String currency) {
    return minor.movePointLeft(digits(currency));
  }

  /** By what part something changed; of nothing there is no part. */
  static Cell change(Optional<BigDecimal> now, Optional<BigDecimal> before) {
    if (now.isEmpty() || before.isEmpty() || before.get().signum() <= 0) {
      return new Cell.Nothing();
    }
    return new Cell.Change(now.get().subtract(before.get()).divide(before.get(), 6, Cell.ROUNDING));
  }

  private static int digits(String currency) {
    return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
  }

  private static String key(Numbers numbers, String name, String currency) {
    return numbers.figure(name).isMoney() ? currency : Reading.NO_CURRENCY;
  }

  private static Optional<BigDecimal> number(Figure figure, BigDecimal found) {
    boolean isCount = figure.derived() == null && figure.metric().state() != State.QUANTILE;
    return found == null && isCount ? Optional.of(BigDecimal.ZERO) : Optional.ofNullable(found);
  }
}

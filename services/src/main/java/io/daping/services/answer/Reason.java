package io.daping.services.answer;

import io.daping.common.serve.MetricAnswer;
import io.daping.common.serve.RankChange;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Why a rank has changed, for a person: {@code up 3: +412 pieces in 5 minutes}. */
final class Reason {
  private Reason() {}

  /** The reason of a row, null where none was asked for. */
  static String of(MetricAnswer answer, MetricAnswer.Row row) {
    RankChange change = row.change();
    if (change == null) {
      return null;
    }
    long minutes = change.over().toMinutes();
    return "%s: %s %s in %d minute%s"
        .formatted(
            moved(change.ranks()),
            gained(change.gained(), answer.currency()),
            answer.currency() == null ? answer.unit() : answer.currency(),
            minutes,
            minutes == 1 ? "" : "s");
  }

  private static String moved(Integer ranks) {
    if (ranks == null) {
      return "new";
    }
    return ranks == 0 ? "as before" : (ranks > 0 ? "up " : "down ") + Math.abs(ranks);
  }

  private static String gained(BigDecimal gained, String currency) {
    BigDecimal shown = currency == null ? gained : major(gained, currency);
    return String.format(Locale.ROOT, "%+,." + Math.max(0, shown.scale()) + "f", shown);
  }

  private static BigDecimal major(BigDecimal minor, String currency) {
    return minor.movePointLeft(
        Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
  }
}

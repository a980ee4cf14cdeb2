package io.daping.services.answer;

import io.daping.common.serve.MetricAnswer;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** An answer for a person at a terminal: money in major units, columns aligned. */
final class AnswerTable {
  private AnswerTable() {}

  static void write(MetricAnswer answer, ZoneId zone, Writer out) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    boolean ranked = answer.rows().stream().anyMatch(row -> row.rank().isPresent());
    lines.add(header(answer, ranked));
    for (MetricAnswer.Row row : answer.rows()) {
      lines.add(ranked ? rankedLine(answer, row, zone) : line(answer, row, zone));
    }
    out.write(AlignedText.of(lines, ranked ? "rlrlr" : "llrr"));
    out.write(answer.rows().isEmpty() ? "no cells\n" : "");
    out.write("as of " + orNone(Times.withOffset(answer.asOf(), zone)));
    out.write(", watermark " + orNone(Times.withOffset(answer.watermark(), zone)));
    out.write(String.format(Locale.ROOT, ", late %.2f %%%n", answer.lateShare() * 100));
    out.write(answer.note() == null ? "" : answer.note() + "\n");
    out.flush();
  }

  private static List<String> header(MetricAnswer answer, boolean ranked) {
    String money = answer.currency() == null ? "" : " (" + answer.currency() + ")";
    String value = answer.metric() + money;
    return ranked
        ? List.of("rank", answer.by(), value, answer.grain().grainName(), "error")
        : List.of(answer.grain().grainName(), answer.by(), value, "error");
  }

  private static List<String> line(MetricAnswer answer, MetricAnswer.Row row, ZoneId zone) {
    String start = Times.withOffset(row.windowStart(), zone);
    String value = value(row.value(), answer.currency());
    String error =
        row.error() == 0 ? "" : String.format(Locale.ROOT, "±%.2f %%", row.error() * 100);
    return List.of(start, row.dimension(), value, error + standing(row) + change(answer, row));
  }

  private static String change(MetricAnswer answer, MetricAnswer.Row row) {
    return row.change() == null ? "" : " " + Reason.of(answer, row);
  }

  private static String standing(MetricAnswer.Row row) {
    return row.standing() == null ? "" : " " + row.standing().name().toLowerCase(Locale.ROOT);
  }

  /** What has no cells of its own has no rank. */
  private static List<String> rankedLine(MetricAnswer answer, MetricAnswer.Row row, ZoneId zone) {
    List<String> line = line(answer, row, zone);
    String rank = row.rank().isPresent() ? "" + row.rank().getAsInt() : "";
    return List.of(rank, line.get(1), line.get(2), line.get(0), line.get(3));
  }

  private static String value(BigDecimal value, String currency) {
    BigDecimal shown = value;
    if (currency != null) {
      int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
      shown = value.movePointLeft(digits);
    }
    return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
  }

  private static String orNone(String time) {
    return time == null ? "never" : time;
  }
}

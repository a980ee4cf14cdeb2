package io.daping.batch;

import io.daping.batch.reconcile.Difference;
import io.daping.common.catalogue.Grain;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/**
 * A number in which stream and night differ, for people: money in units, windows without the zone.
 */
public record ReconciledCell(Difference of) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

  static ReconciledCell of(Difference difference) {
    return new ReconciledCell(difference);
  }

  /** When the window begins. */
  public String window() {
    boolean isDay = of.grain().equals(Grain.DAY.grainName());
    return start().format(isDay ? DAY : TIME);
  }

  /** The stream's number. */
  public String stream() {
    return number(of.stream());
  }

  /** The night's number. */
  public String night() {
    return number(of.batch());
  }

  /** The stream's beyond the night's. */
  public String beyond() {
    String text = number(of.stream() - of.batch());
    return of.stream() > of.batch() ? "+" + text : text;
  }

  /** The call that shows what a layer has. */
  public String question(String layer) {
    StringBuilder call = new StringBuilder("bin/daping query ").append(of.metric());
    call.append(" --layer ").append(layer).append(" --grain ").append(of.grain());
    call.append(" --from ").append(start()).append(" --to ").append(end());
    if (!of.dimension().isEmpty()) {
      call.append(" --where ").append(quoted(of.by() + "=" + of.dimension()));
    }
    if (of.currency() != null) {
      call.append(" --where currency=").append(of.currency());
    }
    return call.toString();
  }

  private OffsetDateTime start() {
    return OffsetDateTime.parse(of.windowStart());
  }

  private OffsetDateTime end() {
    return switch (of.grain()) {
      case "minute" -> start().plusMinutes(1);
      case "hour" -> start().plusHours(1);
      default -> start().plusDays(1);
    };
  }

  private String number(long value) {
    int digits = of.currency() == null ? 0 : digits(of.currency());
    return String.format(Locale.ROOT, "%,." + digits + "f", BigDecimal.valueOf(value, digits));
  }

  private static int digits(String currency) {
    return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
  }

  /** One word of a shell's line, whatever others wrote. */
  private static String quoted(String text) {
    return text.matches("[\\w=.:/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

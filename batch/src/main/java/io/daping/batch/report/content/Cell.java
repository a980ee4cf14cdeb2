package io.daping.batch.report.content;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One field of a table: what it is, and how it is shown. */
public sealed interface Cell {
  /** As people read it. */
  String shown();

  /** What others may have written, so nothing of it is to be trusted. */
  record Text(String text) implements Cell {
    @Override
    public String shown() {
      return text;
    }
  }

  /**
   * A number.
   *
   * @param decimals digits behind the point that people are shown
   */
  record Number(BigDecimal value, int decimals) implements Cell {
    /** A whole number. */
    public static Number of(long value) {
      return new Number(BigDecimal.valueOf(value), 0);
    }

    @Override
    public String shown() {
      return grouped(value, decimals);
    }
  }

  /** A part of a whole, 0 to 1. */
  record Share(BigDecimal value) implements Cell {
    /** No share of nothing. */
    public static Cell of(long part, long whole) {
      return whole == 0
          ? new Nothing()
          : new Share(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, ROUNDING));
    }

    @Override
    public String shown() {
      return grouped(value.movePointRight(2), 2) + " %";
    }
  }

  /** By what part of itself something changed: 0.1 is a tenth more. */
  record Change(BigDecimal value) implements Cell {
    @Override
    public String shown() {
      String percent = grouped(value.movePointRight(2), 1) + " %";
      return value.signum() > 0 ? "+" + percent : percent;
    }

    /** Whether it is more, less or the same, as a word. */
    public String direction() {
      return value.signum() > 0 ? "up" : value.signum() < 0 ? "down" : "same";
    }
  }

  /** A time of the business zone. */
  record Moment(LocalDateTime time) implements Cell {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Override
    public String shown() {
      return SHOWN.format(time);
    }
  }

  /** There is no number. */
  record Nothing() implements Cell {
    @Override
    public String shown() {
      return "–";
    }
  }

  /** How what is shown, and what is divided, is rounded. */
  RoundingMode ROUNDING = RoundingMode.HALF_UP;

  private static String grouped(BigDecimal value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value.setScale(decimals, ROUNDING));
  }
}

package io.daping.local.load;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options; a value that cannot be used says what would be. */
final class Options {
  private Options() {}

  /** A finite number above zero. */
  static double positive(String text, String wanted) {
    double number = number(text, wanted);
    if (!(number > 0)) {
      throw new TypeConversionException("must be " + wanted + ", was \"" + text + "\"");
    }
    return number;
  }

  private static double number(String text, String wanted) {
    try {
      double number = Double.parseDouble(text);
      return Double.isInfinite(number) ? Double.NaN : number;
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be " + wanted + ", was \"" + text + "\"");
    }
  }

  /** Events per second. */
  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return positive(text, "events per second above 0, e.g. 200");
    }
  }

  /** A part of the whole, 0 to 1. */
  static final class Share implements ITypeConverter<Double> {
    private static final String WANTED = "a share from 0 to 1, e.g. 0.01";

    @Override
    public Double convert(String text) {
      double share = number(text, WANTED);
      if (!(share >= 0 && share <= 1)) {
        throw new TypeConversionException("must be " + WANTED + ", was \"" + text + "\"");
      }
      return share;
    }
  }

  /** A duration above zero with its unit. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration duration = text.matches("[0-9.]+") ? Duration.ZERO : parsed(text);
      if (duration.isZero() || duration.isNegative()) {
        throw new TypeConversionException(
            "must be a duration with its unit, e.g. 30s, 2m or 1d, was \"" + text + "\"");
      }
      return duration;
    }

    private static Duration parsed(String text) {
      try {
        return ConfigValueFactory.fromAnyRef(text).atKey("span").getDuration("span");
      } catch (ConfigException e) {
        return Duration.ZERO;
      }
    }
  }

  /** A point of time, with its zone, or now. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.equals("now") ? Instant.now() : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "must be a time with its zone, e.g. 2026-11-11T00:00:00+08:00, was \"" + text + "\"");
      }
    }
  }
}

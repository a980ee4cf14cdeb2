package io.daping.common.error;

import java.util.Locale;
import java.util.Set;

/**
 * One word of a message, from its letters and the signs that join them: is it a value, or does it
 * say what happened?
 *
 * @param isPath a path or an address with a scheme
 */
record Word(String text, boolean isPath) {
  private static final int LONG_HEX = 8;
  private static final int LONGEST_NAME = 100;

  private static final Set<String> LITERALS = Set.of("null", "true", "false", "NaN", "nil", "None");

  private static final Set<String> DAYS_AND_MONTHS =
      Set.of(
          "Mon",
          "Tue",
          "Wed",
          "Thu",
          "Fri",
          "Sat",
          "Sun",
          "Monday",
          "Tuesday",
          "Wednesday",
          "Thursday",
          "Friday",
          "Saturday",
          "Sunday",
          "Jan",
          "Feb",
          "Mar",
          "Apr",
          "May",
          "Jun",
          "Jul",
          "Aug",
          "Sep",
          "Oct",
          "Nov",
          "Dec",
          "January",
          "February",
          "March",
          "April",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private static final Set<String> UNITS =
      Set.of(
          "ns",
          "us",
          "µs",
          "ms",
          "msec",
          "millis",
          "milliseconds",
          "s",
          "sec",
          "secs",
          "second",
          "seconds",
          "min",
          "mins",
          "minute",
          "minutes",
          "h",
          "hr",
          "hrs",
          "hour",
          "hours",
          "d",
          "day",
          "days",
          "b",
          "byte",
          "bytes",
          "kb",
          "mb",
          "gb",
          "tb",
          "kib",
          "mib",
          "gib",
          "tib",
          "utc",
          "gmt",
          "cst",
          "am",
          "pm");

  /** Whether it stands for something that another time is something else. */
  boolean isValue() {
    if (isPath
        || text.indexOf('@') >= 0
        || text.indexOf('\\') >= 0
        || isColonNumber()
        || text.length() > LONGEST_NAME) {
      return true;
    }
    return !namesFailure() && (hasDigit() || isName() || isSnake() || isLongHex());
  }

  /** Whether a name stands before a colon in it, as in {@code memory:10240}. */
  boolean hasHead() {
    int colon = text.indexOf(':');
    return !isPath
        && colon > 0
        && colon + 1 < text.length()
        && !isColonNumber()
        && !head().isValueAsKey();
  }

  Word head() {
    return new Word(text.substring(0, text.indexOf(':')), false);
  }

  /** What stands behind that colon, or those colons. */
  Word behindHead() {
    int from = text.indexOf(':');
    while (from + 1 < text.length() && text.charAt(from) == ':') {
      from++;
    }
    return new Word(text.substring(from), text.charAt(from) == '/');
  }

  /** As {@link #isValue()}, of what stands before {@code =} or {@code :}, and so names a value. */
  boolean isValueAsKey() {
    return isPath
        || text.length() > LONGEST_NAME
        || !namesFailure() && (hasDigit() || text.indexOf('@') >= 0);
  }

  boolean isLiteral() {
    return LITERALS.contains(text);
  }

  boolean isDayOrMonth() {
    return DAYS_AND_MONTHS.contains(text);
  }

  /** A unit of time or size, or what follows the time of day. */
  boolean isUnit() {
    return UNITS.contains(text.toLowerCase(Locale.ROOT));
  }

  boolean hasDigit() {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** An address of IPv6, a time, a range: nothing but hexadecimal digits between two colons. */
  boolean isColonNumber() {
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      colons += c == ':' ? 1 : 0;
      if (c != ':' && c != '.' && c != '/' && c != '%' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return colons >= 2;
  }

  /** The name of an exception says what happened, however it is written. */
  private boolean namesFailure() {
    return text.endsWith("Exception") || text.endsWith("Error");
  }

  /** A host, a class or a file: two dots or more, or a slash and more. */
  private boolean isName() {
    int dots = count('.');
    return dots >= 2 || dots + count('/') >= 2;
  }

  /** What programs call tables, columns and keys; constants are upper case and say something. */
  private boolean isSnake() {
    if (text.indexOf('_') < 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isLongHex() {
    int hex = 0;
    while (hex < text.length() && Character.digit(text.charAt(hex), 16) >= 0) {
      hex++;
    }
    return hex >= LONG_HEX && hex == text.length();
  }

  private int count(char sign) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      count += text.charAt(i) == sign ? 1 : 0;
    }
    return count;
  }
}

package io.daping.common.json;

import java.nio.charset.StandardCharsets;

/** A number as it stands in the bytes. */
public final class JsonNumber {
  /** Longer numbers are made to cost time. */
  private static final int MOST_DIGITS = 1_000;

  /** So many fit 64 bits without a sign, whichever they are. */
  private static final int SAFE_DIGITS = 19;

  /** A double holds every integer up to this. */
  private static final long EXACT = 1L << 53;

  /**
   * Powers of ten, all exact; a quotient of two exact doubles is the double next to the true one.
   */
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private byte[] json;
  private int start;
  private int end;
  private boolean negative;
  private boolean exponent;

  /** All digits before the exponent as one number, without a sign; too many run over. */
  private long digits;

  private int count;
  private int fraction;

  /** Whether it is an integer of 64 bits. */
  public boolean isLong() {
    long greatest = negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    return isInteger() && count <= SAFE_DIGITS && Long.compareUnsigned(digits, greatest) <= 0;
  }

  /** Its value, if it is an integer of 64 bits. */
  public long longValue() {
    return negative ? -digits : digits;
  }

  /** The double next to it; an infinite one when it is too great. */
  public double doubleValue() {
    if (isLong()) {
      return longValue();
    }
    if (exponent || count > TENS.length || digits > EXACT) {
      return Double.parseDouble(text());
    }
    double value = digits / TENS[fraction];
    return negative ? -value : value;
  }

  /** As it is written. */
  public String text() {
    return new String(json, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /**
   * Takes the number that begins at a position, with a minus sign or a digit.
   *
   * @return the position behind it
   */
  int scan(byte[] bytes, int from) throws MalformedJsonException {
    json = bytes;
    start = from;
    digits = 0;
    fraction = 0;
    exponent = false;
    negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int behind = digitsEnd(first);
    if (behind > first + 1 && bytes[first] == '0') {
      throw MalformedJsonException.at(first, "a number with a leading zero");
    }
    count = behind - first;
    end = exponentEnd(fractionEnd(behind));
    if (count > MOST_DIGITS) {
      throw MalformedJsonException.at(from, "a number of more than " + MOST_DIGITS + " digits");
    }
    return end;
  }

  boolean isInteger() {
    return fraction == 0 && !exponent;
  }

  void forget() {
    json = null;
  }

  private int digitsEnd(int from) throws MalformedJsonException {
    int at = from;
    long value = digits;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      value = value * 10 + (json[at] - '0');
      at++;
    }
    if (at == from) {
      throw MalformedJsonException.instead(json, at, "a digit");
    }
    digits = value;
    return at;
  }

  private int fractionEnd(int at) throws MalformedJsonException {
    if (at >= json.length || json[at] != '.') {
      return at;
    }
    int behind = digitsEnd(at + 1);
    fraction = behind - (at + 1);
    count += fraction;
    return behind;
  }

  private int exponentEnd(int at) throws MalformedJsonException {
    if (at >= json.length || (json[at] != 'e' && json[at] != 'E')) {
      return at;
    }
    exponent = true;
    boolean signed = at + 1 < json.length && (json[at + 1] == '-' || json[at + 1] == '+');
    int first = signed ? at + 2 : at + 1;
    int behind = digitsEnd(first);
    count += behind - first;
    return behind;
  }
}

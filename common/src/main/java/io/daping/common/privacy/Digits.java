package io.daping.common.privacy;

/** Decimal digits as people type them: ASCII and full width. */
final class Digits {
  private Digits() {}

  /** 0 to 9, or -1 for what is no digit. */
  static int value(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= '０' && c <= '９' ? c - '０' : -1;
  }

  static boolean is(char c) {
    return value(c) >= 0;
  }

  /** The digits alone, as ASCII; an X, which ends some identity card numbers, is one. */
  static String only(CharSequence text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (is(c)) {
        digits.append((char) ('0' + value(c)));
      } else if (c == 'X' || c == 'x') {
        digits.append('X');
      }
    }
    return digits.toString();
  }
}

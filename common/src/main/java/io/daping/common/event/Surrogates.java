package io.daping.common.event;

/** Halves of surrogate pairs: JSON can say one by an escape, no encoding can. */
final class Surrogates {
  private Surrogates() {}

  /** Whether a half stands without its other half. */
  static boolean isHalfIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}

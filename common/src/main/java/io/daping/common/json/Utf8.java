package io.daping.common.json;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it: nothing overlong, no surrogates, not above U+10FFFF.
 */
public final class Utf8 {
  private Utf8() {}

  /** Whether all of them are. */
  public static boolean isValid(byte[] bytes) {
    return isValid(bytes, 0, bytes.length);
  }

  /** Whether those from a position up to another are, by themselves. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (at <= to - Long.BYTES && Words.isAscii(Words.at(bytes, at))) {
        at += Long.BYTES;
      } else {
        int length = length(bytes, at, to);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /** How many bytes the character has that begins here, 0 for none. */
  private static int length(byte[] bytes, int at, int to) {
    int first = bytes[at];
    if (first >= 0) {
      return 1;
    }
    int length = first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
    boolean begins = first >= (byte) 0xC2 && first <= (byte) 0xF4;
    if (!begins || at + length > to || !isSecond(first, bytes[at + 1])) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if (!continues(bytes[i])) {
        return 0;
      }
    }
    return length;
  }

  /** Whether a byte may stand behind the first of several, which narrows it at four places. */
  private static boolean isSecond(int first, byte second) {
    return continues(second)
        && switch (first & 0xFF) {
          case 0xE0 -> second >= (byte) 0xA0;
          case 0xED -> second < (byte) 0xA0;
          case 0xF0 -> second >= (byte) 0x90;
          case 0xF4 -> second < (byte) 0x90;
          default -> true;
        };
  }

  private static boolean continues(byte b) {
    return b < (byte) 0xC0;
  }
}

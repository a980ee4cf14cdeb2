package io.daping.common.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time, the first of them in the lowest bits. */
final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long SIGNS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;

  private Words() {}

  static long at(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static boolean isAscii(long word) {
    return (word & SIGNS) == 0;
  }

  /** The bytes from a position on, at most eight of them; zeros above. */
  static long upTo8(byte[] bytes, int at, int length) {
    if (at <= bytes.length - Long.BYTES) {
      return length < Long.BYTES ? at(bytes, at) & ~(-1L << (length << 3)) : at(bytes, at);
    }
    long word = 0;
    for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
      word = word << 8 | bytes[at + i] & 0xFF;
    }
    return word;
  }

  /**
   * The first byte from a position on that is not plain text within quotes: a quote, a backslash, a
   * control character or none of ASCII; the length without one.
   */
  static int plainEnd(byte[] bytes, int from) {
    int at = from;
    while (at <= bytes.length - Long.BYTES) {
      long marks = notPlain(at(bytes, at));
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /** A sign bit at each byte that is not plain; above the lowest there may be false ones. */
  private static long notPlain(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    return (word
            | ((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash)
            | ((word - BLANKS) & ~word))
        & SIGNS;
  }
}

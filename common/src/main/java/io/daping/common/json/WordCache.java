package io.daping.common.json;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Short strings that were met lately, so that one that comes often is made once. Not for two
 * threads.
 */
public final class WordCache {
  private static final int LONGEST = 160;
  private static final int SLOTS = 1 << 10;

  private final UnaryOperator<String> made;
  private final byte[][] bytes = new byte[SLOTS][];
  private final String[] words = new String[SLOTS];

  /**
   * @param made what is made of a string before it is kept
   */
  public WordCache(UnaryOperator<String> made) {
    this.made = made;
  }

  /** What is made of a string without escapes, that stands from a position up to another. */
  String word(JsonText text, byte[] json, int start, int end) {
    if (end - start > LONGEST) {
      return other(text);
    }
    int slot = slot(json, start, end);
    byte[] known = bytes[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, json, start, end)) {
      bytes[slot] = Arrays.copyOfRange(json, start, end);
      words[slot] = made.apply(text.text());
    }
    return words[slot];
  }

  /** What is made of any other string. */
  String other(JsonText text) {
    return made.apply(text.text());
  }

  private static int slot(byte[] json, int start, int end) {
    long hash = end - start;
    for (int at = start; at < end; at += Long.BYTES) {
      hash = (hash ^ Words.upTo8(json, at, end - at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash & (SLOTS - 1);
  }
}

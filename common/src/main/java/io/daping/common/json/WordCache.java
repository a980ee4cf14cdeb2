package io.daping.common.json;

import java.util.Arrays;

/** Short strings that were met lately, so that one that comes often is made once. */
final class WordCache {
  private static final int LONGEST = 160;
  private static final int SLOTS = 1 << 10;

  private final byte[][] bytes = new byte[SLOTS][];
  private final String[] words = new String[SLOTS];

  /** What is written without escapes from a position up to another. */
  String word(JsonText raw, byte[] json, int start, int end) {
    if (end - start > LONGEST) {
      return raw.text();
    }
    int slot = slot(json, start, end);
    byte[] known = bytes[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, json, start, end)) {
      bytes[slot] = Arrays.copyOfRange(json, start, end);
      words[slot] = raw.text();
    }
    return words[slot];
  }

  private static int slot(byte[] json, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ Words.at(json, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    for (; at < end; at++) {
      hash = (hash ^ json[at]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> 40) & SLOTS - 1;
  }
}

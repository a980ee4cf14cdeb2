package io.daping.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Words that are looked for in records by their bytes, so that no string is made of them. */
public final class WordList {
  private final List<String> words;
  private final byte[][] bytes;

  /** Of each slot the word's place and one more; 0 is a free slot. */
  private final byte[] slots;

  private WordList(List<String> words) {
    this.words = words;
    this.bytes = words.stream().map(w -> w.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.slots = new byte[Integer.highestOneBit(Math.max(1, words.size())) * 8];
    for (int i = 0; i < bytes.length; i++) {
      int slot = slot(bytes[i], 0, bytes[i].length);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = (byte) (i + 1);
    }
  }

  /** At most 64 words, each once and none empty; where each stands is its place. */
  public static WordList of(List<String> words) {
    boolean isList =
        words.size() <= Long.SIZE
            && words.stream().distinct().count() == words.size()
            && words.stream().noneMatch(String::isEmpty);
    if (!isList) {
      throw new IllegalArgumentException(
          "words must be at most 64, none empty and none twice, were " + words);
    }
    return new WordList(List.copyOf(words));
  }

  /** The word at a place. */
  public String get(int index) {
    return words.get(index);
  }

  /** The place of a word, or -1. */
  public int place(String word) {
    return words.indexOf(word);
  }

  /** The place of the word that stands in bytes from a position up to another, or -1. */
  int place(byte[] json, int start, int end) {
    if (start == end) {
      return -1;
    }
    int slot = slot(json, start, end);
    while (slots[slot] != 0) {
      byte[] word = bytes[slots[slot] - 1];
      if (Arrays.equals(word, 0, word.length, json, start, end)) {
        return slots[slot] - 1;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  /** By length and three of the bytes, which tell field names apart well. */
  private int slot(byte[] json, int start, int end) {
    int length = end - start;
    int mixed = json[start] * 31 + json[end - 1] * 7 + json[start + (length >> 1)] * 131 + length;
    return mixed & slots.length - 1;
  }
}

package io.daping.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Words that are looked for in records by their bytes, so that no string is made of them. */
public final class WordList {
  /** Words as long as this are told by their two ends, each of eight bytes. */
  private static final int TOLD_BY_ENDS = 2 * Long.BYTES;

  private final String[] words;
  private final byte[][] bytes;
  private final byte[][] names;
  private final long[] heads;
  private final long[] tails;

  /** Of each slot the word's place and one more; 0 is a free slot. */
  private final byte[] slots;

  private WordList(List<String> words) {
    this.words = words.toArray(String[]::new);
    bytes = words.stream().map(w -> w.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    names = words.stream().map(WordList::asName).toArray(byte[][]::new);
    heads = Stream.of(bytes).mapToLong(b -> head(b, 0, b.length)).toArray();
    tails = Stream.of(bytes).mapToLong(b -> tail(b, 0, b.length)).toArray();
    slots = new byte[Integer.highestOneBit(Math.max(1, words.size())) * 8];
    for (int i = 0; i < bytes.length; i++) {
      int slot = slot(heads[i], tails[i]);
      while (slots[slot] != 0) {
        slot = after(slot);
      }
      slots[slot] = (byte) (i + 1);
    }
  }

  /** At most 64 words, each once; where each stands is its place. */
  public static WordList of(List<String> words) {
    if (words.size() > Long.SIZE || words.stream().distinct().count() < words.size()) {
      throw new IllegalArgumentException("words must be at most 64, each once, were " + words);
    }
    return new WordList(words);
  }

  private static byte[] asName(String word) {
    return ('"' + word + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /** How many words there are. */
  public int size() {
    return words.length;
  }

  /** The word at a place. */
  public String get(int place) {
    return words[place];
  }

  /** The word at a place as the name of a field is mostly written: quoted, a colon behind it. */
  byte[] name(int place) {
    return names[place];
  }

  /** The place of a word, or -1. */
  public int place(String word) {
    return Arrays.asList(words).indexOf(word);
  }

  /** The place of the word that stands in bytes from a position up to another, or -1. */
  int place(byte[] json, int start, int end) {
    long head = head(json, start, end);
    long tail = tail(json, start, end);
    int slot = slot(head, tail);
    while (slots[slot] != 0) {
      int place = slots[slot] - 1;
      if (heads[place] == head && tails[place] == tail && is(place, json, start, end)) {
        return place;
      }
      slot = after(slot);
    }
    return -1;
  }

  /** Whether a word whose ends are the same is the same. */
  private boolean is(int place, byte[] json, int start, int end) {
    byte[] word = bytes[place];
    return word.length == end - start
        && (word.length <= TOLD_BY_ENDS || Arrays.equals(word, 0, word.length, json, start, end));
  }

  private int slot(long head, long tail) {
    long mixed = (head ^ Long.rotateLeft(tail, 29)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (slots.length - 1);
  }

  private int after(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  private static long head(byte[] json, int start, int end) {
    return Words.upTo8(json, start, end - start);
  }

  private static long tail(byte[] json, int start, int end) {
    return end - start > Long.BYTES ? Words.at(json, end - Long.BYTES) : 0;
  }
}

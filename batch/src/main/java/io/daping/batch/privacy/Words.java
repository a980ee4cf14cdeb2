package io.daping.batch.privacy;

/** Finds a word in a text, where it stands by itself: {@code u17} is not in {@code u170}. */
final class Words {
  private Words() {}

  /** The first position from one on, or -1. */
  static int find(String text, String word, int from) {
    int at = text.indexOf(word, from);
    while (at >= 0 && !standsAlone(text, at, at + word.length())) {
      at = text.indexOf(word, at + 1);
    }
    return at;
  }

  private static boolean standsAlone(String text, int start, int end) {
    boolean begins = start == 0 || !(isWord(text.charAt(start - 1)) && isWord(text.charAt(start)));
    boolean ends =
        end == text.length() || !(isWord(text.charAt(end)) && isWord(text.charAt(end - 1)));
    return begins && ends;
  }

  /** Letters of other scripts are written without spaces: they bound nothing. */
  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}

package io.daping.common.error;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which of two releases is the later: {@code 1.9 < 1.10-rc1 < 1.10 < 1.10a < 1.10.1}. Numbers
 * compare as numbers, words as words, and a word before a release comes before it; a leading v says
 * nothing. Total: releases that mean the same are in the order of their texts.
 */
public final class ReleaseOrder implements Comparator<String> {
  /** Has no state. */
  public static final ReleaseOrder BY_VERSION = new ReleaseOrder();

  private static final Set<String> EARLY =
      Set.of("dev", "snapshot", "alpha", "beta", "milestone", "m", "pre", "preview", "rc", "cr");

  private ReleaseOrder() {}

  /** A number or a word; what is missing is worth 0. */
  private record Part(int rank, BigInteger number, String word) implements Comparable<Part> {
    private static final Part MISSING = number("0");

    static Part number(String digits) {
      BigInteger number = new BigInteger(digits);
      return new Part(number.signum() == 0 ? 1 : 3, number, "");
    }

    static Part word(String text) {
      String word = text.toLowerCase(Locale.ROOT);
      return new Part(EARLY.contains(word) ? 0 : 2, BigInteger.ZERO, word);
    }

    @Override
    public int compareTo(Part other) {
      int byRank = Integer.compare(rank, other.rank);
      int byNumber = byRank != 0 ? byRank : number.compareTo(other.number);
      return byNumber != 0 ? byNumber : word.compareTo(other.word);
    }
  }

  @Override
  public int compare(String one, String other) {
    int byVersion = byVersion(parts(one), parts(other));
    return byVersion != 0 ? byVersion : one.compareTo(other);
  }

  /** Whether a release is this one or later. */
  public static boolean isSince(String release, String since) {
    return byVersion(parts(release), parts(since)) >= 0;
  }

  private static int byVersion(List<Part> one, List<Part> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      Part mine = i < one.size() ? one.get(i) : Part.MISSING;
      Part theirs = i < other.size() ? other.get(i) : Part.MISSING;
      int byPart = mine.compareTo(theirs);
      if (byPart != 0) {
        return byPart;
      }
    }
    return 0;
  }

  private static List<Part> parts(String release) {
    List<Part> parts = new ArrayList<>();
    int at = release.length() > 1 && "vV".indexOf(release.charAt(0)) >= 0 ? 1 : 0;
    while (at < release.length()) {
      char first = release.charAt(at);
      int end = at + 1;
      if (isAsciiDigit(first)) {
        while (end < release.length() && isAsciiDigit(release.charAt(end))) {
          end++;
        }
        parts.add(Part.number(release.substring(at, end)));
      } else if (Character.isLetter(first)) {
        while (end < release.length() && Character.isLetter(release.charAt(end))) {
          end++;
        }
        parts.add(Part.word(release.substring(at, end)));
      }
      at = end;
    }
    return parts;
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

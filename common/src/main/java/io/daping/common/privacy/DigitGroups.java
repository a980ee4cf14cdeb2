package io.daping.common.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups of digits that stand together, as in {@code +86 138-1234-5678}: each group is digits
 * alone, one separator stands between two. What is next to letters, an underscore or a decimal
 * point is part of a name or of a measure, and what follows a minus sign is a quantity.
 *
 * @param text of which they are
 * @param groups in order; at least one
 */
record DigitGroups(String text, List<Group> groups) {
  /** From the first digit to after the last; the last may be the X of an identity card. */
  record Group(int start, int end) {
    int length() {
      return end - start;
    }
  }

  static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '\u00a0';
  }

  /** All groups of a text that stand together, in order. */
  static List<DigitGroups> in(String text) {
    List<DigitGroups> all = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (isEscape(text, i)) {
        i += 3;
      } else if (Digits.is(text.charAt(i))) {
        DigitGroups some = from(text, i);
        all.add(some);
        i = some.groups.get(some.groups.size() - 1).end();
      } else {
        i++;
      }
    }
    return all;
  }

  private static DigitGroups from(String text, int start) {
    List<Group> groups = new ArrayList<>();
    int at = start;
    while (at < text.length() && Digits.is(text.charAt(at))) {
      int end = groupEnd(text, at);
      groups.add(new Group(at, end));
      boolean goesOn = end < text.length() && isSeparator(text.charAt(end));
      at = goesOn ? end + 1 : text.length();
    }
    return new DigitGroups(text, groups);
  }

  private static int groupEnd(String text, int start) {
    int end = start;
    while (end < text.length() && Digits.is(text.charAt(end))) {
      end++;
    }
    boolean isX = end < text.length() && (text.charAt(end) == 'X' || text.charAt(end) == 'x');
    return isX && (end + 1 == text.length() || !isWord(text.charAt(end + 1))) ? end + 1 : end;
  }

  /** Whether groups {@code first} to {@code last} stand by themselves. */
  boolean standAlone(int first, int last) {
    return beginsAlone(first) && endsAlone(last);
  }

  /** The digits of groups {@code first} to {@code last}. */
  String digits(int first, int last) {
    return Digits.only(text.substring(groups.get(first).start(), groups.get(last).end()));
  }

  private boolean beginsAlone(int first) {
    int start = groups.get(first).start();
    if (first > 0) {
      return text.charAt(start - 1) != '-';
    }
    if (start == 0 || (start >= 3 && isEscape(text, start - 3))) {
      return true;
    }
    char before = text.charAt(start - 1);
    boolean isFraction = before == '.' && start >= 2 && Digits.is(text.charAt(start - 2));
    return !isWord(before) && !isFraction && !(before == '-' && isMinus(start - 1));
  }

  private boolean endsAlone(int last) {
    int end = groups.get(last).end();
    if (end == text.length()) {
      return true;
    }
    char after = text.charAt(end);
    if (last < groups.size() - 1) {
      return after != '-';
    }
    boolean hasFraction =
        after == '.' && end + 1 < text.length() && Digits.is(text.charAt(end + 1));
    return !isWord(after) && !hasFraction;
  }

  private boolean isMinus(int at) {
    return at == 0 || " \t\n=(:,[_".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || Digits.is(c);
  }

  /** Whether {@code %3A} or the like stands here: one character of an address, not three. */
  private static boolean isEscape(String text, int i) {
    return text.charAt(i) == '%'
        && i + 2 < text.length()
        && Character.digit(text.charAt(i + 1), 16) >= 0
        && Character.digit(text.charAt(i + 2), 16) >= 0;
  }
}

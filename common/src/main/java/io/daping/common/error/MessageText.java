package io.daping.common.error;

/** The first line of a message, read from left to right: where words and values end. */
final class MessageText {
  /** Quotes and brackets that end further on are no quotes and brackets. */
  private static final int LONGEST_VALUE = 2_000;

  private static final String OPENING = "'\"`“‘「『«";
  private static final String CLOSING = "'\"`”’」』»";
  private static final String JOINING = "_-.:/\\@$+~%";
  private static final String IN_PATHS = "*?&=#!";
  private static final String TRAILING = ".:-/\\+~@$";
  private static final String TRAILING_IN_PATHS = ".:!?#&=*";

  /** From here on letters are signs of writings that put no blank between words. */
  private static final char FIRST_UNSPACED = '\u2E80';

  private final String text;
  private final int start;
  private final int end;
  private int at;

  private MessageText(String text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /** The first line that is not blank. */
  static MessageText firstLine(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return new MessageText(text, start, end);
  }

  boolean isAtEnd() {
    return at >= end;
  }

  char next() {
    return text.charAt(at++);
  }

  boolean skipBlanks() {
    int from = at;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at > from;
  }

  /** A quote opens where no word is open, and ends where none goes on: it's no apostrophe. */
  boolean skipQuoted() {
    int kind = OPENING.indexOf(text.charAt(at));
    if (kind < 0 || at > start && isLetterOrDigit(at - 1)) {
      return false;
    }
    char closing = CLOSING.charAt(kind);
    for (int i = at + 1; i < Math.min(end, at + LONGEST_VALUE); i++) {
      if (text.charAt(i) == closing && !isLetterOrDigit(i + 1)) {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /** Brackets at the very beginning hold a category and not a value. */
  boolean skipBracketed() {
    if (text.charAt(at) != '[' || at == start) {
      return false;
    }
    int depth = 0;
    int first = -1;
    for (int i = at; i < Math.min(end, at + LONGEST_VALUE); i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      first = c == ']' && first < 0 ? i : first;
      if (depth == 0) {
        at = i + 1;
        return true;
      }
    }
    at = first < 0 ? at : first + 1;
    return first >= 0;
  }

  boolean skipSingleWordInParentheses() {
    if (text.charAt(at) != '(' || at > start && isLetterOrDigit(at - 1)) {
      return false;
    }
    for (int i = at + 1; i < Math.min(end, at + LONGEST_VALUE); i++) {
      char c = text.charAt(i);
      if (c == ')' && i > at + 1) {
        at = i + 1;
        return true;
      }
      if (c == ')' || c == '(' || Character.isWhitespace(c)) {
        return false;
      }
    }
    return false;
  }

  /** A unit behind a number, with a blank between them or without. */
  void skipUnit() {
    int from = at < end && text.charAt(at) == ' ' ? at + 1 : at;
    int to = from;
    while (to < end && Character.isLetter(text.charAt(to))) {
      to++;
    }
    if (to > from && !isLetterOrDigit(to) && new Word(text.substring(from, to), false).isUnit()) {
      at = to;
    }
  }

  boolean startsWord() {
    char c = text.charAt(at);
    return isWordLetter(c)
        || c == '_'
        || startsPath()
        || "-+.$".indexOf(c) >= 0 && isDigit(at + 1)
        || text.startsWith("::", at) && isLetterOrDigit(at + 2);
  }

  /** The word that starts here; the signs that a sentence puts behind a word are not part of it. */
  Word nextWord() {
    int from = at;
    boolean isPath = startsPath();
    int to = at;
    while (to < end && (isInWord(to) || isPath && IN_PATHS.indexOf(text.charAt(to)) >= 0)) {
      isPath |= text.startsWith("://", to) || to == from + 1 && text.startsWith(":\\", to);
      to++;
    }
    String trailing = isPath ? TRAILING_IN_PATHS : TRAILING;
    while (to > from + 1 && trailing.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    at = to;
    return new Word(text.substring(from, to), isPath);
  }

  boolean isBeforeEqualsOrColon() {
    return at < end && (text.charAt(at) == '=' || text.charAt(at) == ':');
  }

  /** Whether a number, a day's or a month's name comes next. */
  boolean isBeforeDate() {
    int next = at;
    while (next < end && " ,.".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    int to = next;
    while (to < end && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return isDigit(next) || new Word(text.substring(next, to), false).isDayOrMonth();
  }

  private boolean startsPath() {
    char c = text.charAt(at);
    if (c == '~') {
      return at + 1 < end && text.charAt(at + 1) == '/';
    }
    return (c == '/' || c == '\\') && at + 1 < end && isInWord(at + 1);
  }

  /** An arrow and an ellipsis end a word although their signs may join one. */
  private boolean isInWord(int i) {
    char c = text.charAt(i);
    if (isWordLetter(c)) {
      return true;
    }
    boolean ends = c == '-' && text.startsWith("->", i) || c == '.' && text.startsWith("..", i);
    return !ends && JOINING.indexOf(c) >= 0;
  }

  private static boolean isWordLetter(char c) {
    return Character.isDigit(c) || c < FIRST_UNSPACED && Character.isLetter(c);
  }

  private boolean isLetterOrDigit(int i) {
    return i < end && Character.isLetterOrDigit(text.charAt(i));
  }

  private boolean isDigit(int i) {
    return i < end && Character.isDigit(text.charAt(i));
  }
}

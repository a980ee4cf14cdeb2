package io.daping.common.error;

/**
 * A message's template: its first line with {@value #VALUE} for each value. Values are what bears a
 * digit (numbers, ids, addresses, dates, durations and sizes with their unit), paths, URLs, dotted
 * names of hosts and classes, hexadecimal words, {@code snake_case} names, what is quoted, what
 * stands in square brackets or alone in round ones, and what follows {@code =}. Names of exceptions
 * stay. Values that follow one another are one, so lists of any length are alike.
 *
 * <p>One pass over the text, character by character: it runs for every error.
 */
final class Template {
  static final String VALUE = "<*>";

  private static final int MOST_WORDS = 64;
  private static final int MOST_HEADS = 4;
  private static final int MOST_CHARACTERS = 1_000;

  private final MessageText in;
  private final StringBuilder out = new StringBuilder();
  private int words;

  private Template(MessageText in) {
    this.in = in;
  }

  /** The template of a message; empty of a blank one. */
  static String of(String message) {
    return message == null ? "" : new Template(MessageText.firstLine(message)).made();
  }

  private String made() {
    while (!in.isAtEnd() && words < MOST_WORDS && out.length() < MOST_CHARACTERS) {
      step();
    }
    return out.toString().strip();
  }

  private void step() {
    if (in.skipBlanks()) {
      blank();
    } else if (in.skipQuoted()) {
      value();
    } else if (in.skipBracketed()) {
      out.append('[');
      value();
      out.append(']');
    } else if (in.skipSingleWordInParentheses()) {
      out.append('(');
      value();
      out.append(')');
    } else if (in.startsWord()) {
      word(in.nextWord());
    } else {
      out.append(in.next());
    }
  }

  private void blank() {
    if (out.length() > 0 && last() != ' ') {
      out.append(' ');
    }
  }

  /** {@code memory:10240}: what stands before a colon stays, unless it is a value itself. */
  private void word(Word word) {
    Word rest = word;
    for (int heads = 0; heads < MOST_HEADS && rest.hasHead(); heads++) {
      keep(rest.head());
      out.append(':');
      rest = rest.behindHead();
    }
    if (isKey(rest)) {
      keep(rest);
    } else if (rest.isValue() || isValueHere(rest)) {
      value();
      in.skipUnit();
    } else {
      keep(rest);
    }
  }

  private boolean isKey(Word word) {
    return in.isBeforeEqualsOrColon() && last() != '=' && !word.isValueAsKey();
  }

  /** Whether what stands around a word makes it a value. */
  private boolean isValueHere(Word word) {
    return last() == '='
        || word.isLiteral() && followsColon()
        || word.isDayOrMonth() && (in.isBeforeDate() || followsValue());
  }

  private boolean followsColon() {
    int end = out.length();
    return end > 1 && out.charAt(end - 1) == ' ' && out.charAt(end - 2) == ':' || last() == ':';
  }

  private boolean followsValue() {
    int from = out.length() - VALUE.length() - 1;
    return from >= 0 && out.indexOf(VALUE + " ", from) == from;
  }

  private void keep(Word word) {
    words++;
    out.append(word.text());
  }

  /** Writes a value, unless nothing but separators lies between it and the one before. */
  private void value() {
    int end = out.length();
    while (end > 0 && " ,;/-.:+~|".indexOf(out.charAt(end - 1)) >= 0) {
      end--;
    }
    int from = end - VALUE.length();
    if (from >= 0 && out.indexOf(VALUE, from) == from) {
      out.setLength(end);
    } else {
      out.append(VALUE);
    }
  }

  private char last() {
    return out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
  }
}

package io.daping.common.event;

import io.daping.common.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Goes through a log line from left to right. Each character here is one byte of the line. */
final class LogCursor {
  private static final String ESCAPES = "bnrtv\"\\'";
  private static final String MEANT = "\b\n\r\t\u000b\"\\'";

  private final String line;
  private int at;

  LogCursor(byte[] line) {
    boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
    int length = carriageReturn ? line.length - 1 : line.length;
    this.line = new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The line is not in the format; the message says which part of it. */
  static final class NotInFormat extends Exception {
    private static final long serialVersionUID = 1L;

    /** Bad lines are data and may be many: without a stack trace. */
    NotInFormat(String what) {
      super(what, null, false, false);
    }
  }

  /** What stands before the next such mark, which is passed; never nothing. */
  String until(String mark, String what) throws NotInFormat {
    int end = line.indexOf(mark, at);
    if (end <= at) {
      throw new NotInFormat("no " + what + " before \"" + mark + "\" at byte " + at);
    }
    String text = line.substring(at, end);
    at = end + mark.length();
    return text;
  }

  /** What stands before the next space or the end. */
  String word(String what) throws NotInFormat {
    int space = line.indexOf(' ', at);
    int end = space < 0 ? line.length() : space;
    if (end == at) {
      throw new NotInFormat("no " + what + " at byte " + at);
    }
    String text = line.substring(at, end);
    at = end;
    return text;
  }

  /** What stands before the closing quote, still escaped; the opening one is passed. */
  String quoted(String what) throws NotInFormat {
    int end = at;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= line.length()) {
      throw new NotInFormat(what + " from byte " + at + " on has no closing quote");
    }
    String text = line.substring(at, end);
    at = end + 1;
    return text;
  }

  void expect(String mark) throws NotInFormat {
    if (!line.startsWith(mark, at)) {
      throw new NotInFormat("no \"" + mark + "\" at byte " + at);
    }
    at += mark.length();
  }

  boolean atEnd() {
    return at == line.length();
  }

  void expectEnd() throws NotInFormat {
    if (!atEnd()) {
      throw new NotInFormat("more after the last field, from byte " + at + " on");
    }
  }

  /**
   * The text that the web server escaped, as UTF-8. Where the escaped bytes are not UTF-8, the text
   * stays as it stands in the log.
   */
  static String unescaped(String text) {
    byte[] written = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] meant = text.indexOf('\\') < 0 ? written : unescapedBytes(text);
    return new String(Utf8.isValid(meant) ? meant : written, StandardCharsets.UTF_8);
  }

  private static byte[] unescapedBytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next == 'x' && isHex(text, i + 2)) {
        bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else if (next != 0 && ESCAPES.indexOf(next) >= 0) {
        bytes.write(MEANT.charAt(ESCAPES.indexOf(next)));
        i++;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isHex(String text, int from) {
    return from + 2 <= text.length()
        && Character.digit(text.charAt(from), 16) >= 0
        && Character.digit(text.charAt(from + 1), 16) >= 0;
  }
}

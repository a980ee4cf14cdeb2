package io.daping.common.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A string as it stands in the bytes, checked but not decoded: many are compared and never needed.
 */
public final class JsonText {
  private static final String ESCAPES = "\"\\/bfnrt";

  private final Unescaper unescaper;
  private byte[] json;
  private int start;
  private int end;
  private boolean ascii;
  private boolean escaped;

  JsonText(Unescaper unescaper) {
    this.unescaper = unescaper;
  }

  /** How many bytes are written between the quotes; the characters are not more. */
  public int bytes() {
    return end - start;
  }

  /** Whether escapes are written in it; only they can say half of a surrogate pair. */
  public boolean isEscaped() {
    return escaped;
  }

  /** What is written, decoded. */
  public String text() {
    if (escaped) {
      return unescaper.text(json, start, end);
    }
    Charset charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return new String(json, start, end - start, charset);
  }

  /** As {@link #text}; of a short one that was met lately, the same object. */
  public String word(WordCache words) {
    return escaped ? words.other(this) : words.word(this, json, start, end);
  }

  /** Its place in a list of words, or -1. */
  public int placeIn(WordList list) {
    return escaped ? list.place(text()) : list.place(json, start, end);
  }

  /**
   * Takes the string that begins at a position, behind its first quote.
   *
   * @return the position behind its last
   */
  int scan(byte[] bytes, int from) throws MalformedJsonException {
    json = bytes;
    start = from;
    ascii = true;
    escaped = false;
    int at = Words.plainEnd(bytes, from);
    while (at < bytes.length && bytes[at] != '"') {
      at = Words.plainEnd(bytes, unusualEnd(at));
    }
    if (at >= bytes.length) {
      throw MalformedJsonException.instead(bytes, at, "the rest of a text");
    }
    end = at;
    if (!ascii && !Utf8.isValid(bytes, start, end)) {
      throw MalformedJsonException.at(start, "a text that is not UTF-8");
    }
    return at + 1;
  }

  void forget() {
    json = null;
  }

  /** Behind what is no plain text: an escape, or some bytes that are none of ASCII. */
  private int unusualEnd(int at) throws MalformedJsonException {
    if (json[at] == '\\') {
      escaped = true;
      return escapeEnd(at + 1);
    }
    if (json[at] >= 0) {
      throw MalformedJsonException.instead(json, at, "a character of a text");
    }
    ascii = false;
    int next = at + 1;
    while (next < json.length && json[next] < 0) {
      next++;
    }
    return next;
  }

  private int escapeEnd(int at) throws MalformedJsonException {
    if (at < json.length && json[at] == 'u') {
      return hexEnd(at + 1);
    }
    if (at >= json.length || ESCAPES.indexOf(json[at]) < 0) {
      throw MalformedJsonException.instead(json, at, "the letter of an escape");
    }
    return at + 1;
  }

  private int hexEnd(int from) throws MalformedJsonException {
    for (int at = from; at < from + 4; at++) {
      if (at >= json.length || Unescaper.hex(json[at]) < 0) {
        throw MalformedJsonException.instead(json, at, "a hexadecimal digit");
      }
    }
    return from + 4;
  }
}

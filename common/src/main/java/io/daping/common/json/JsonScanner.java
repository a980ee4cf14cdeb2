package io.daping.common.json;

import java.util.Arrays;

/**
 * Walks over one JSON text (RFC 8259, UTF-8) from value to value, refusing all that is none. It
 * stands at one value at a time: a simple one has been checked whole, of an object or array the
 * bracket has been passed, and {@link #nextField}, {@link #nextEntry} or {@link #skip} go on within
 * it. Used again for the next text; not for two threads.
 *
 * <p>Limits: {@value #MOST_DEPTH} levels, 1,000 digits a number, {@value #LONGEST_NAME} bytes a
 * name. Whether a name stands twice is the caller's to see.
 */
public final class JsonScanner {
  /** How many objects and arrays may stand in each other. */
  public static final int MOST_DEPTH = 64;

  private static final int LONGEST_NAME = 50_000;
  private static final byte[] NOTHING = {};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final JsonText name;
  private final JsonText text;
  private final JsonNumber number = new JsonNumber();
  private byte[] json = NOTHING;
  private int at;
  private JsonKind kind = JsonKind.END;
  private int depth;

  /** A bit for each level, set for an object; the outermost level is the lowest bit. */
  private long objects;

  /** Whether nothing was read yet of the innermost object or array. */
  private boolean fresh;

  /** A scanner that keeps some memory from text to text. */
  public JsonScanner() {
    Unescaper unescaper = new Unescaper();
    name = new JsonText(unescaper);
    text = new JsonText(unescaper);
  }

  /** Begins another text and goes to its first value. */
  public JsonKind start(byte[] bytes) throws MalformedJsonException {
    json = bytes;
    at = 0;
    depth = 0;
    objects = 0;
    return value();
  }

  /** Makes sure that nothing but white space follows. */
  public void finish() throws MalformedJsonException {
    if (depth > 0 || peek() != -1 || at < json.length) {
      throw MalformedJsonException.instead(json, at, "the end of the record");
    }
  }

  /** Lets the bytes go. */
  public void forget() {
    json = NOTHING;
    name.forget();
    text.forget();
    number.forget();
    kind = JsonKind.END;
  }

  /** What the value is at which this stands. */
  public JsonKind kind() {
    return kind;
  }

  /** In how many objects and arrays this is; an object or array is in itself. */
  public int depth() {
    return depth;
  }

  /** Goes to the next field of an object and its value; false at the object's end. */
  public boolean nextField() throws MalformedJsonException {
    if (!goesOn('}')) {
      return false;
    }
    if (peek() != '"') {
      throw MalformedJsonException.instead(json, at, "the name of a field");
    }
    int begun = at + 1;
    at = name.scan(json, begun);
    if (name.bytes() > LONGEST_NAME) {
      throw MalformedJsonException.at(begun, "a name of more than " + LONGEST_NAME + " bytes");
    }
    if (peek() != ':') {
      throw MalformedJsonException.instead(json, at, "a colon");
    }
    at++;
    value();
    return true;
  }

  /**
   * Goes to the next field of an object and its value if it has a certain name, written without
   * blanks; else this stays where it is. The name is compared, not looked for; {@link #name} does
   * not tell it.
   */
  public boolean nextField(WordList names, int place) throws MalformedJsonException {
    byte[] wanted = names.name(place);
    int from = fresh ? at : at + 1;
    int behind = from + wanted.length;
    if (behind > json.length
        || !fresh && json[at] != ','
        || !Arrays.equals(wanted, 0, wanted.length, json, from, behind)) {
      return false;
    }
    fresh = false;
    at = behind;
    value();
    return true;
  }

  /** Goes to the next entry of an array; false at the array's end. */
  public boolean nextEntry() throws MalformedJsonException {
    if (!goesOn(']')) {
      return false;
    }
    value();
    return true;
  }

  /** Goes to the end of an object or array that was just come to; a simple value has ended. */
  public void skip() throws MalformedJsonException {
    if (kind != JsonKind.OBJECT && kind != JsonKind.ARRAY) {
      return;
    }
    int outside = depth - 1;
    while (depth > outside) {
      boolean inObject = (objects >>> (depth - 1) & 1) != 0;
      if (inObject) {
        nextField();
      } else {
        nextEntry();
      }
    }
  }

  /** The name of the field at whose value this stands. */
  public JsonText name() {
    return name;
  }

  /** The text at which this stands. */
  public JsonText text() {
    return text;
  }

  /** The number at which this stands. */
  public JsonNumber number() {
    return number;
  }

  /** Passes over the comma before another field or entry; or over the closing bracket. */
  private boolean goesOn(char closing) throws MalformedJsonException {
    int next = peek();
    if (next == closing) {
      at++;
      depth--;
      fresh = false;
      kind = JsonKind.END;
      return false;
    }
    if (fresh) {
      fresh = false;
    } else if (next == ',') {
      at++;
    } else {
      throw MalformedJsonException.instead(json, at, "a comma or '" + closing + "'");
    }
    return true;
  }

  private JsonKind value() throws MalformedJsonException {
    int first = peek();
    switch (first) {
      case '"' -> {
        at = text.scan(json, at + 1);
        kind = JsonKind.TEXT;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        at = number.scan(json, at);
        kind = number.isInteger() ? JsonKind.INTEGER : JsonKind.DECIMAL;
      }
      case '{' -> enter(JsonKind.OBJECT);
      case '[' -> enter(JsonKind.ARRAY);
      case 't' -> literal(TRUE, JsonKind.BOOLEAN);
      case 'f' -> literal(FALSE, JsonKind.BOOLEAN);
      case 'n' -> literal(NULL, JsonKind.NULL);
      default -> throw MalformedJsonException.instead(json, at, "a value");
    }
    return kind;
  }

  private void enter(JsonKind container) throws MalformedJsonException {
    if (depth == MOST_DEPTH) {
      throw MalformedJsonException.at(at, "more than " + MOST_DEPTH + " levels");
    }
    long level = 1L << depth;
    objects = container == JsonKind.OBJECT ? objects | level : objects & ~level;
    depth++;
    at++;
    fresh = true;
    kind = container;
  }

  private void literal(byte[] word, JsonKind is) throws MalformedJsonException {
    for (byte b : word) {
      if (at >= json.length || json[at] != b) {
        throw MalformedJsonException.instead(json, at, "a value");
      }
      at++;
    }
    kind = is;
  }

  /** The next byte that is no white space, -1 at the end. */
  private int peek() {
    return at < json.length && json[at] > ' ' ? json[at] : peekBehindWhite();
  }

  private int peekBehindWhite() {
    while (at < json.length && isWhite(json[at])) {
      at++;
    }
    return at < json.length ? json[at] : -1;
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}

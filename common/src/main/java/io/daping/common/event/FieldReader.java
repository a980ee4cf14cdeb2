package io.daping.common.event;

import io.daping.common.json.JsonKind;
import io.daping.common.json.JsonScanner;
import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordCache;
import io.daping.common.json.WordList;
import io.daping.common.privacy.Redaction;

/**
 * Reads the fields of one record after the other and notes what is wrong with them. A field that is
 * wrong reads as null. Nothing is coerced: a number in quotes is no number, and 1.0 is no integer.
 */
final class FieldReader implements AutoCloseable {
  private static final int MAX_KEY = 1_024;

  private final JsonScanner json = new JsonScanner();
  private final Faults faults = new Faults();
  private final NumberReader numbers = new NumberReader(json, faults);
  private final WordCache words = new WordCache(text -> text);
  private final WordCache freeWords = new WordCache(Redaction::redact);

  /** Of each level of objects that are in each other. */
  private final SeenNames[] seen = new SeenNames[JsonScanner.MOST_DEPTH + 1];

  /** Begins with another record. */
  void open(byte[] value) throws MalformedJsonException {
    faults.clear();
    if (json.start(value) != JsonKind.OBJECT) {
      throw new MalformedJsonException("not a JSON object");
    }
    startNames();
  }

  /** Makes sure that the record is at its end. */
  void finish() throws MalformedJsonException {
    json.finish();
  }

  /** What is wrong with the record. */
  Faults faults() {
    return faults;
  }

  /**
   * Goes to the next field of an object and tells its name; null at the object's end.
   *
   * @throws MalformedJsonException when the name stood in this object before
   */
  String nextField(WordList names) throws MalformedJsonException {
    SeenNames before = seen[json.depth()];
    int expected = before.expected(names);
    if (expected >= 0 && json.nextField(names, expected)) {
      return before.take(expected, names);
    }
    return json.nextField() ? before.take(json.name(), names, words) : null;
  }

  /** Goes to the next entry of an array; false at the array's end. */
  boolean nextEntry() throws MalformedJsonException {
    return json.nextEntry();
  }

  void skip() throws MalformedJsonException {
    json.skip();
  }

  boolean startsArray(String name) throws MalformedJsonException {
    return is(JsonKind.ARRAY, name, "an array");
  }

  boolean startsObject(String name) throws MalformedJsonException {
    return is(JsonKind.OBJECT, name, "an object") && startNames();
  }

  /** Unlike a field, an entry of an array may not be null. */
  boolean entryStartsObject(String name) throws MalformedJsonException {
    if (json.kind() == JsonKind.NULL) {
      faults.note(Reason.BAD_TYPE, name, "has a null entry");
    }
    return is(JsonKind.OBJECT, name, "an array of objects") && startNames();
  }

  /** An optional string, not longer than the longest key that stores can hold; empty is absent. */
  String text(String name) throws MalformedJsonException {
    return text(name, MAX_KEY);
  }

  /** An optional string; empty is absent. */
  String text(String name, int maxChars) throws MalformedJsonException {
    return isEmptyText() ? null : id(name, maxChars);
  }

  /** As {@link #text(String)}, of which a shop has some hundreds: equal ones are one object. */
  String word(String name) throws MalformedJsonException {
    return isPlain(MAX_KEY) ? json.text().word(words) : text(name);
  }

  /** A string that names something, so it may not be empty. */
  String id(String name) throws MalformedJsonException {
    return id(name, MAX_KEY);
  }

  String id(String name, int maxChars) throws MalformedJsonException {
    return string(name, 1, maxChars);
  }

  /** An optional string that people or programs wrote freely: what is personal is masked. */
  String freeText(String name, int maxChars) throws MalformedJsonException {
    return Redaction.redact(text(name, maxChars));
  }

  /** As {@link #freeText}, of which a shop has some hundreds. */
  String freeWord(String name, int maxChars) throws MalformedJsonException {
    return isPlain(maxChars) ? json.text().word(freeWords) : freeText(name, maxChars);
  }

  /** As {@link #freeText}; an empty one is a value. */
  String freeString(String name, int maxChars) throws MalformedJsonException {
    return Redaction.redact(string(name, 0, maxChars));
  }

  /** An integer of 64 bits. */
  Long int64(String name, long least) throws MalformedJsonException {
    return numbers.int64(name, least);
  }

  /** An integer of 32 bits. */
  Integer int32(String name, int least) throws MalformedJsonException {
    return numbers.int32(name, least);
  }

  /** A finite number. */
  Double real(String name) throws MalformedJsonException {
    return numbers.real(name, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** A number within a range. */
  Double real(String name, double least, double most) throws MalformedJsonException {
    return numbers.real(name, least, most);
  }

  <E extends Enum<E>> E choice(String name, Choices<E> choices) throws MalformedJsonException {
    int place = json.kind() == JsonKind.TEXT ? json.text().placeIn(choices.words()) : -1;
    if (place >= 0) {
      return choices.values().get(place);
    }
    String text = id(name);
    return text == null
        ? null
        : wrong(name, "is none of the " + choices.type().getSimpleName() + " values: " + text);
  }

  <T> T wrong(String name, String what) {
    faults.note(Reason.BAD_VALUE, name, what);
    return null;
  }

  @Override
  public void close() {
    json.forget();
  }

  private String string(String name, int minChars, int maxChars) throws MalformedJsonException {
    if (!is(JsonKind.TEXT, name, "a string")) {
      return null;
    }
    String text = json.text().text();
    if (text.length() < minChars || text.length() > maxChars) {
      return wrong(
          name, "has %d characters, %d to %d allowed".formatted(text.length(), minChars, maxChars));
    }
    return json.text().isEscaped() && Surrogates.isHalfIn(text)
        ? wrong(name, "has half of a surrogate pair")
        : text;
  }

  private boolean isEmptyText() {
    return json.kind() == JsonKind.TEXT && json.text().bytes() == 0;
  }

  /** Whether there is a text in which nothing can be wrong. */
  private boolean isPlain(int maxChars) {
    return json.kind() == JsonKind.TEXT
        && json.text().bytes() > 0
        && json.text().bytes() <= maxChars
        && !json.text().isEscaped();
  }

  private boolean is(JsonKind wanted, String name, String description)
      throws MalformedJsonException {
    return faults.isOf(wanted, json, name, description);
  }

  private boolean startNames() {
    int level = json.depth();
    if (seen[level] == null) {
      seen[level] = new SeenNames();
    }
    seen[level].clear();
    return true;
  }
}

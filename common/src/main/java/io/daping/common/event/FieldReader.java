package io.daping.common.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.daping.common.event.Verdict.Rejected;
import io.daping.common.privacy.Redaction;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the fields of one JSON object token by token and remembers the gravest thing that is wrong
 * with them. A field that is wrong reads as null. Nothing is coerced: a number in quotes is no
 * number, and 1.0 is no integer.
 */
final class FieldReader implements Closeable {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Otherwise UTF-16 would be read although the contract says UTF-8.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // Otherwise names chosen to collide end in an exception that is not about this record.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .build();

  private static final int MAX_KEY = 1_024;

  private final JsonParser parser;
  private final Set<String> wrongFields = new HashSet<>(0);
  private Rejected problem;

  private FieldReader(JsonParser parser) {
    this.parser = parser;
  }

  static FieldReader of(byte[] value) throws IOException {
    return new FieldReader(JSON.createParser(value));
  }

  JsonToken nextToken() throws IOException {
    return parser.nextToken();
  }

  /**
   * The next field's name, its value being the current token; null at the object's end.
   *
   * @throws JsonParseException when the name stood in this object before
   */
  String nextField(SeenNames seen) throws IOException {
    String name = parser.nextFieldName();
    if (name == null) {
      return null;
    }
    if (!seen.add(name)) {
      throw new JsonParseException(parser, "field " + name + " stands twice");
    }
    parser.nextToken();
    return name;
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  boolean startsArray(String name) throws IOException {
    return is(JsonToken.START_ARRAY, name, "an array");
  }

  boolean startsObject(String name) throws IOException {
    return is(JsonToken.START_OBJECT, name, "an object");
  }

  /** Unlike a field, an entry of an array may not be null. */
  boolean entryStartsObject(String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      note(Reason.BAD_TYPE, name, "has a null entry");
    }
    return is(JsonToken.START_OBJECT, name, "an array of objects");
  }

  /** Forgets what was wrong with an earlier entry's required fields: this one may lack them. */
  void startEntry(List<String> required) {
    wrongFields.removeAll(required);
  }

  /** An optional string, not longer than the longest key that stores can hold; empty is absent. */
  String text(String name) throws IOException {
    return text(name, MAX_KEY);
  }

  /** An optional string; empty is absent. */
  String text(String name, int maxChars) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 0
        ? null
        : id(name, maxChars);
  }

  /** A string that names something, so it may not be empty. */
  String id(String name) throws IOException {
    return id(name, MAX_KEY);
  }

  String id(String name, int maxChars) throws IOException {
    return string(name, 1, maxChars);
  }

  /** A string of any kind; an empty one is a value, unlike in {@link #text}. */
  String string(String name, int maxChars) throws IOException {
    return string(name, 0, maxChars);
  }

  /** An optional string that people or programs wrote freely: what is personal is masked. */
  String freeText(String name, int maxChars) throws IOException {
    return Redaction.redact(text(name, maxChars));
  }

  /** A string of any kind that people or programs wrote freely: what is personal is masked. */
  String freeString(String name, int maxChars) throws IOException {
    return Redaction.redact(string(name, maxChars));
  }

  /** The name of an entry whose name is data, as in {@code tags}. */
  String entryName(String name) {
    return hasLoneSurrogate(name) ? wrong(name, "has half of a surrogate pair") : name;
  }

  private String string(String name, int minChars, int maxChars) throws IOException {
    if (!is(JsonToken.VALUE_STRING, name, "a string")) {
      return null;
    }
    String text = parser.getText();
    if (text.length() < minChars || text.length() > maxChars) {
      return wrong(
          name, "has %d characters, %d to %d allowed".formatted(text.length(), minChars, maxChars));
    }
    return hasLoneSurrogate(text) ? wrong(name, "has half of a surrogate pair") : text;
  }

  Long int64(String name, long least) throws IOException {
    return integer(name, least, Long.MAX_VALUE);
  }

  Integer int32(String name, int least) throws IOException {
    Long value = integer(name, least, Integer.MAX_VALUE);
    return value == null ? null : value.intValue();
  }

  /** A finite number. */
  Double real(String name) throws IOException {
    return real(name, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** A number; one that is too great for a double is outside of every range. */
  Double real(String name, double least, double most) throws IOException {
    boolean isInteger = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!isInteger && !is(JsonToken.VALUE_NUMBER_FLOAT, name, "a number")) {
      return null;
    }
    double value = parser.getDoubleValue();
    if (value < least || value > most) {
      return wrong(name, "is " + parser.getText() + ", allowed are " + least + " to " + most);
    }
    return value;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E[] values, boolean lowerCase)
      throws IOException {
    String text = id(name);
    if (text == null) {
      return null;
    }
    for (E value : values) {
      if (text.equals(lowerCase ? value.name().toLowerCase(Locale.ROOT) : value.name())) {
        return value;
      }
    }
    return wrong(name, "is none of the " + type.getSimpleName() + " values: " + text);
  }

  /** Notes the field as missing when it has no value and nothing was wrong with it. */
  void require(Object value, String name) {
    if (value == null && !wrongFields.contains(name)) {
      note(Reason.MISSING_FIELD, name, "is required");
    }
  }

  /** Notes that one of these fields is missing, unless one was there and wrong. */
  void missingOneOf(List<String> names) {
    if (names.stream().noneMatch(wrongFields::contains)) {
      note(Reason.MISSING_FIELD, "one of " + String.join(", ", names), "is required");
    }
  }

  <T> T wrong(String name, String what) {
    note(Reason.BAD_VALUE, name, what);
    return null;
  }

  void unknownVersion(int version) {
    note(Reason.UNKNOWN_VERSION, "schema_version", "is " + version);
  }

  Optional<Rejected> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private Long integer(String name, long least, long most) throws IOException {
    if (!is(JsonToken.VALUE_NUMBER_INT, name, "an integer")) {
      return null;
    }
    boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits || parser.getLongValue() < least || parser.getLongValue() > most) {
      return wrong(name, "is " + parser.getText() + ", allowed are " + least + " to " + most);
    }
    return parser.getLongValue();
  }

  private boolean is(JsonToken wanted, String name, String description) throws IOException {
    JsonToken found = parser.currentToken();
    if (found == wanted) {
      return true;
    }
    if (found != JsonToken.VALUE_NULL) {
      note(Reason.BAD_TYPE, name, "is not " + description);
      parser.skipChildren();
    }
    return false;
  }

  private void note(Reason reason, String name, String what) {
    wrongFields.add(name);
    if (problem == null || graver(reason, problem.reason())) {
      problem = new Rejected(reason, name + " " + what);
    }
  }

  private static boolean graver(Reason one, Reason other) {
    return one != other
        && other != Reason.UNKNOWN_VERSION
        && (one == Reason.UNKNOWN_VERSION || one.compareTo(other) < 0);
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}

package io.daping.common.event;

import io.daping.common.json.JsonKind;
import io.daping.common.json.JsonNumber;
import io.daping.common.json.JsonScanner;
import io.daping.common.json.MalformedJsonException;

/** Reads the numbers of a record; what is none, or is outside of its range, is noted. */
final class NumberReader {
  private final JsonScanner json;
  private final Faults faults;

  NumberReader(JsonScanner json, Faults faults) {
    this.json = json;
    this.faults = faults;
  }

  Long int64(String name, long least) throws MalformedJsonException {
    return isInteger(name, least, Long.MAX_VALUE) ? json.number().longValue() : null;
  }

  Integer int32(String name, int least) throws MalformedJsonException {
    return isInteger(name, least, Integer.MAX_VALUE) ? (int) json.number().longValue() : null;
  }

  /** One that is too great for a double is outside of every range. */
  Double real(String name, double least, double most) throws MalformedJsonException {
    boolean isNumber =
        json.kind() == JsonKind.INTEGER || faults.isOf(JsonKind.DECIMAL, json, name, "a number");
    if (!isNumber) {
      return null;
    }
    double value = json.number().doubleValue();
    if (value < least || value > most) {
      noteOutside(name, least + " to " + most);
      return null;
    }
    return value;
  }

  private boolean isInteger(String name, long least, long most) throws MalformedJsonException {
    if (!faults.isOf(JsonKind.INTEGER, json, name, "an integer")) {
      return false;
    }
    JsonNumber number = json.number();
    boolean fits = number.isLong() && number.longValue() >= least && number.longValue() <= most;
    if (!fits) {
      noteOutside(name, least + " to " + most);
    }
    return fits;
  }

  private void noteOutside(String name, String range) {
    String what = "is " + json.number().text() + ", allowed are " + range;
    faults.note(Reason.BAD_VALUE, name, what);
  }
}

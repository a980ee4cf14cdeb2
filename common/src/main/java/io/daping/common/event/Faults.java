package io.daping.common.event;

import io.daping.common.event.Verdict.Rejected;
import io.daping.common.json.JsonKind;
import io.daping.common.json.JsonScanner;
import io.daping.common.json.MalformedJsonException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with one record: with which fields, and the gravest thing of all. */
final class Faults {
  private final Set<String> fields = new HashSet<>(0);
  private Rejected gravest;

  void note(Reason reason, String name, String what) {
    fields.add(name);
    if (gravest == null || graver(reason, gravest.reason())) {
      gravest = new Rejected(reason, name + " " + what);
    }
  }

  /** Whether the field's value is of a kind; null is of none and no fault. */
  boolean isOf(JsonKind wanted, JsonScanner json, String name, String description)
      throws MalformedJsonException {
    if (json.kind() == wanted) {
      return true;
    }
    if (json.kind() != JsonKind.NULL) {
      note(Reason.BAD_TYPE, name, "is not " + description);
      json.skip();
    }
    return false;
  }

  /** Notes the field as missing when it has no value and nothing was wrong with it. */
  void require(Object value, String name) {
    if (value == null && !fields.contains(name)) {
      note(Reason.MISSING_FIELD, name, "is required");
    }
  }

  /** Notes that one of these fields is missing, unless one was there and wrong. */
  void missingOneOf(List<String> names) {
    if (names.stream().noneMatch(fields::contains)) {
      note(Reason.MISSING_FIELD, "one of " + String.join(", ", names), "is required");
    }
  }

  /** Forgets which of these fields were wrong, as the next entry has them again. */
  void startEntry(List<String> names) {
    if (!fields.isEmpty()) {
      fields.removeAll(names);
    }
  }

  Optional<Rejected> gravest() {
    return Optional.ofNullable(gravest);
  }

  void clear() {
    fields.clear();
    gravest = null;
  }

  private static boolean graver(Reason one, Reason other) {
    return one != other
        && other != Reason.UNKNOWN_VERSION
        && (one == Reason.UNKNOWN_VERSION || one.compareTo(other) < 0);
  }
}

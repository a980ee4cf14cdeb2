package io.daping.common.event;

import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;
import java.util.List;
import java.util.stream.Stream;

/** The fields that stand in every record. */
final class Envelope {
  private static final int KNOWN_VERSION = 1;

  private static final List<String> NAMES = List.of("event_id", "event_time", "schema_version");

  private String eventId;
  private Long eventTime;

  /** All names of a record: these, and those of its topic. */
  static WordList and(String... names) {
    return WordList.of(Stream.concat(NAMES.stream(), Stream.of(names)).toList());
  }

  /** Takes the field if it is one of these. */
  boolean take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "event_id" -> eventId = in.id(name, 64);
      case "event_time" -> eventTime = in.int64(name, Long.MIN_VALUE);
      case "schema_version" -> checkVersion(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  void require(FieldReader in) {
    in.faults().require(eventId, "event_id");
    in.faults().require(eventTime, "event_time");
  }

  String eventId() {
    return eventId;
  }

  long eventTime() {
    return eventTime;
  }

  private static void checkVersion(FieldReader in) throws MalformedJsonException {
    Integer version = in.int32("schema_version", Integer.MIN_VALUE);
    if (version != null && version != KNOWN_VERSION) {
      in.faults().note(Reason.UNKNOWN_VERSION, "schema_version", "is " + version);
    }
  }
}

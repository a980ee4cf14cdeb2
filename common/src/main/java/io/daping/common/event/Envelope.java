package io.daping.common.event;

import java.io.IOException;

/** The fields that stand in every record. */
final class Envelope {
  private static final int KNOWN_VERSION = 1;

  private String eventId;
  private Long eventTime;

  /** Takes the field if it is one of these. */
  boolean take(String name, FieldReader in) throws IOException {
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
    in.require(eventId, "event_id");
    in.require(eventTime, "event_time");
  }

  String eventId() {
    return eventId;
  }

  long eventTime() {
    return eventTime;
  }

  private static void checkVersion(FieldReader in) throws IOException {
    Integer version = in.int32("schema_version", Integer.MIN_VALUE);
    if (version != null && version != KNOWN_VERSION) {
      in.unknownVersion(version);
    }
  }
}

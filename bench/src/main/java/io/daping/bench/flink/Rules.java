package io.daping.bench.flink;

import java.nio.charset.StandardCharsets;
import org.apache.datasketches.memory.XxHash;

/** What the contract asks of single fields. */
final class Rules {
  private static final int LONGEST_TEXT = 1_024;
  private static final int LONGEST_ID = 64;
  private static final int KNOWN_VERSION = 1;

  private Rules() {}

  /** Whether the fields that stand in every record are there and right. */
  static boolean envelope(String eventId, Long eventTime, Integer schemaVersion) {
    return name(eventId)
        && eventId.length() <= LONGEST_ID
        && eventTime != null
        && (schemaVersion == null || schemaVersion == KNOWN_VERSION);
  }

  /** Whether it is there and names something. */
  static boolean name(String text) {
    return text != null && !text.isEmpty() && text.length() <= LONGEST_TEXT;
  }

  /** Whether all of them, where they are there, are not too long. */
  static boolean texts(String... texts) {
    for (String text : texts) {
      if (text != null && text.length() > LONGEST_TEXT) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is there and not less. */
  static boolean atLeast(long least, Number number) {
    return number != null && number.longValue() >= least;
  }

  /** Absent where it is empty. */
  static String present(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** By which an event is told from others. */
  static long hash(String eventId) {
    byte[] bytes = eventId.getBytes(StandardCharsets.UTF_8);
    return XxHash.hashByteArr(bytes, 0, bytes.length, 0);
  }
}

package io.daping.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Spoils a good event in exactly one way. */
record Damage(Encoder encoder, Chance chance) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOO_MANY_BYTES = 1024 * 1024 + 1;

  /** The event with that defect; what arrives now is judged by its time against {@code now}. */
  DamagedEvent damage(Event event, Defect defect, long now) {
    byte[] bytes = event.bytes(encoder);
    return switch (defect) {
      case NOT_JSON -> bytes(event, cutOff(bytes, chance.between(1, bytes.length - 1)));
      case NOT_UTF8 -> bytes(event, withByteOfNoText(bytes));
      default -> fields(event, spoilt(bytes, event.topic(), defect, now));
    };
  }

  private static DamagedEvent bytes(Event event, byte[] bytes) {
    return new DamagedEvent(event.topic(), event.eventId(), bytes);
  }

  private static DamagedEvent fields(Event event, ObjectNode fields) {
    try {
      String id = fields.path("event_id").textValue();
      return new DamagedEvent(event.topic(), id, JSON.writeValueAsBytes(fields));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first so many bytes; a character that would be split goes, too. */
  private static byte[] cutOff(byte[] bytes, int length) {
    int end = length;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** 0xFF is no byte of UTF-8; it goes before the last quotation mark. */
  private static byte[] withByteOfNoText(byte[] bytes) {
    int quote = bytes.length - 1;
    while (bytes[quote] != '"') {
      quote--;
    }
    byte[] spoilt = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, spoilt, 0, quote);
    spoilt[quote] = (byte) 0xFF;
    System.arraycopy(bytes, quote, spoilt, quote + 1, bytes.length - quote);
    return spoilt;
  }

  private ObjectNode spoilt(byte[] bytes, Topic topic, Defect defect, long now) {
    ObjectNode fields = tree(bytes);
    switch (defect) {
      case TOO_LARGE -> fields.put("note", "x".repeat(TOO_MANY_BYTES));
      case MISSING_FIELD -> chance.oneOf(missing(topic)).spoil(fields);
      case BAD_TYPE -> chance.oneOf(badTypes(topic)).spoil(fields);
      case BAD_VALUE -> chance.oneOf(badValues(topic)).spoil(fields);
      case UNKNOWN_VERSION -> fields.put("schema_version", 99);
      case FUTURE -> fields.put("event_time", now + minutes(chance.between(10, 120)));
      case TOO_OLD -> fields.put("event_time", now - minutes(24 * 60L * chance.between(8, 40)));
      case CONFLICT -> contradict(fields, topic);
      default -> throw new IllegalArgumentException("no field is wrong with " + defect);
    }
    return fields;
  }

  /** Says otherwise under the same id and the same record key, so that both meet. */
  private void contradict(ObjectNode fields, Topic topic) {
    if (topic == Topic.ACCESS) {
      fields.put("bytes", fields.path("bytes").asLong() + chance.between(1, 254));
    } else {
      fields.put("ip", "192.0.2." + chance.between(1, 254));
    }
  }

  /** One way to spoil the fields of an event. */
  private interface Spoiler {
    void spoil(ObjectNode fields);
  }

  private static Spoiler without(String field) {
    return fields -> fields.remove(field);
  }

  private static Spoiler withText(String field, String value) {
    return fields -> fields.put(field, value);
  }

  private static Spoiler withNumber(String field, long value) {
    return fields -> fields.put(field, value);
  }

  private static Spoiler inLine(Spoiler spoiler) {
    return fields -> spoiler.spoil((ObjectNode) fields.withArray("lines").get(0));
  }

  private static List<Spoiler> missing(Topic topic) {
    return switch (topic) {
      case ORDER ->
          List.of(
              without("event_id"),
              without("event_time"),
              without("order_id"),
              without("status"),
              without("lines"),
              inLine(without("item_id")),
              inLine(without("quantity")),
              inLine(without("unit_price")));
      case BROWSE ->
          List.of(
              without("event_id"),
              without("event_time"),
              without("visitor_id"),
              without("action"),
              without("item_id"));
      case SEARCH -> List.of(without("event_id"), without("visitor_id"), without("query"));
      case ACCESS ->
          List.of(without("event_time"), without("ip"), without("path"), without("status"));
      case MACHINE -> List.of(without("event_time"), without("host"));
      case APPLOG -> List.of(without("app"), without("level"), without("message"));
    };
  }

  private static List<Spoiler> badTypes(Topic topic) {
    return switch (topic) {
      case ORDER ->
          List.of(
              withText("event_time", "2026-11-11T00:00:00Z"),
              withNumber("order_id", 1),
              withText("lines", "none"),
              inLine(withText("quantity", "2")),
              inLine(fields -> fields.put("unit_price", 12.5)));
      case BROWSE ->
          List.of(
              withText("event_time", "2026-11-11T00:00:00Z"),
              withNumber("visitor_id", 1),
              withText("stay_ms", "12 s"),
              fields -> fields.putArray("item_id"));
      case SEARCH -> List.of(withNumber("query", 1), withText("result_count", "many"));
      case ACCESS -> List.of(withText("status", "200"), fields -> fields.put("bytes", 1.5));
      case MACHINE -> List.of(withText("cpu", "12 %"), withNumber("host", 1));
      case APPLOG -> List.of(withNumber("level", 40_000), withText("exception", "gone"));
    };
  }

  private static List<Spoiler> badValues(Topic topic) {
    return switch (topic) {
      case ORDER ->
          List.of(
              withText("event_id", "e".repeat(65)),
              withText("status", "SHIPPED"),
              withText("currency", "RMB"),
              fields -> fields.putArray("lines"),
              inLine(withNumber("quantity", 0)),
              inLine(withNumber("unit_price", -1)));
      case BROWSE ->
          List.of(
              withText("event_id", "e".repeat(65)),
              withText("action", "stare"),
              withNumber("stay_ms", -1));
      case SEARCH -> List.of(withText("query", "q".repeat(513)), withNumber("result_count", -1));
      case ACCESS -> List.of(withText("ip", "192.0.2.256"), withNumber("bytes", -1));
      case MACHINE -> List.of(withNumber("cpu", 101), withNumber("mem", -1));
      case APPLOG -> List.of(withText("level", "SEVERE"), withText("app", ""));
    };
  }

  private static ObjectNode tree(byte[] bytes) {
    try {
      return (ObjectNode) JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("own event is no JSON", e);
    }
  }

  private static long minutes(long minutes) {
    return TimeUnit.MINUTES.toMillis(minutes);
  }
}

package io.daping.batch.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the verbs print. The JSON forms are a contract. */
final class Printed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_CHARS = 200;

  private Printed() {}

  static String json(List<RefusedCount> counts) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RefusedCount c : counts) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("topic", c.topic());
      row.put("reason", c.reason());
      row.put("count", c.count());
      row.put("first", c.first().toString());
      row.put("last", c.last().toString());
      rows.add(row);
    }
    return written(rows);
  }

  static String jsonOf(List<RefusedRecord> records) {
    return written(records.stream().map(Printed::fields).toList());
  }

  static String json(Replayed replayed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sent", replayed.sent());
    json.put("refused", replayed.refused());
    json.put("unknown", replayed.unknown());
    return written(json);
  }

  static String table(List<RefusedCount> counts) {
    return "%-8s %-16s %10s  %-24s %s%n".formatted("topic", "reason", "count", "first", "last")
        + counts.stream()
            .map(
                c ->
                    "%-8s %-16s %,10d  %-24s %s"
                        .formatted(c.topic(), c.reason(), c.count(), c.first(), c.last()))
            .collect(Collectors.joining(System.lineSeparator()));
  }

  static String lines(List<RefusedRecord> records) {
    return records.stream()
        .map(r -> "%s  %s: %s%n  %s".formatted(r.place(), r.reason(), r.detail(), shown(r.value())))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  static String line(Replayed replayed) {
    String refused =
        replayed.refused().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    return "%,d sent, %,d would be refused again%s, %,d not waiting in the quarantine"
        .formatted(
            replayed.sent(),
            replayed.refused().values().stream().mapToLong(Long::longValue).sum(),
            refused.isEmpty() ? "" : " (" + refused + ")",
            replayed.unknown());
  }

  private static Map<String, Object> fields(RefusedRecord r) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", r.place().topic());
    fields.put("partition", r.place().partition());
    fields.put("offset", r.place().offset());
    fields.put("reason", r.reason());
    fields.put("detail", r.detail());
    fields.put("record_time", r.recordTime().toString());
    fields.put("received_time", r.receivedTime().toString());
    String text = text(r.value());
    if (text == null && r.value() != null) {
      fields.put("value_base64", Base64.getEncoder().encodeToString(r.value()));
    } else {
      fields.put("value", text);
    }
    return fields;
  }

  /** For a terminal: short, and without characters that would steer it. */
  private static String shown(byte[] value) {
    String text = text(value);
    if (text == null) {
      return value == null ? "(no value)" : "(" + value.length + " bytes that are not UTF-8)";
    }
    String cut = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + " …" : text;
    return cut.replaceAll("\\p{C}", "�");
  }

  private static String text(byte[] value) {
    if (value == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String written(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values", e);
    }
  }
}

package io.daping.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@code query --format json} prints. */
final class Answers {
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Answers() {}

  /** Business day to value. */
  static Map<String, Long> byDay(JsonNode answer) {
    Map<String, Long> values = new TreeMap<>();
    for (JsonNode row : answer.get("rows")) {
      values.put(row.get("window_start").asText().substring(0, 10), row.get("value").asLong());
    }
    return values;
  }

  /** Window start in UTC, as the expected tables write it, to value. */
  static Map<String, Long> byUtc(JsonNode answer) {
    Map<String, Long> values = new TreeMap<>();
    for (JsonNode row : answer.get("rows")) {
      OffsetDateTime start = OffsetDateTime.parse(row.get("window_start").asText());
      values.put(
          UTC.format(start.withOffsetSameInstant(ZoneOffset.UTC)), row.get("value").asLong());
    }
    return values;
  }

  /** The dimension values of a ranking, best first, each with its value. */
  static Map<String, Long> ranking(JsonNode answer) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (JsonNode row : answer.get("rows")) {
      values.put(row.get("dimension").asText(), row.get("value").asLong());
    }
    return values;
  }
}

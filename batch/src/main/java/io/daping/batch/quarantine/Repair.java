package io.daping.batch.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.fault.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What somebody wrote in place of refused values. */
final class Repair {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Repair() {}

  /**
   * Reads what {@code show --json} printed and somebody has mended: {@code topic}, {@code
   * partition}, {@code offset} name the record, {@code value} is its new text, or the new object
   * itself. Other fields are not looked at.
   *
   * @throws Failure naming the entry that cannot be used
   */
  static Map<Place, byte[]> read(Path file) {
    Map<Place, byte[]> repairs = new HashMap<>();
    try (MappingIterator<JsonNode> entries =
        JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (entries.hasNextValue()) {
        add(entries.nextValue(), file, repairs);
      }
    } catch (IOException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage(), e);
    }
    return repairs;
  }

  private static void add(JsonNode entry, Path file, Map<Place, byte[]> repairs)
      throws JsonProcessingException {
    boolean isNamed =
        entry.path("topic").isTextual()
            && entry.path("partition").canConvertToInt()
            && entry.path("offset").canConvertToLong();
    JsonNode value = entry.path("value");
    if (!isNamed || !(value.isTextual() || value.isObject())) {
      throw new Failure(
          "entry %d of %s lacks topic, partition, offset or value: %s"
              .formatted(repairs.size() + 1, file, entry));
    }
    Place place =
        new Place(
            entry.get("topic").textValue(),
            entry.get("partition").intValue(),
            entry.get("offset").longValue());
    String text = value.isTextual() ? value.textValue() : JSON.writeValueAsString(value);
    if (repairs.put(place, text.getBytes(StandardCharsets.UTF_8)) != null) {
      throw new Failure(file + " repairs " + place + " twice");
    }
  }
}

package io.daping.batch.dimension;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the two forms of a list that is a file: CSV with a header, and JSON lines. */
final class ListFile {
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ListFile() {}

  /** Every entry of a CSV; reading ends at a row that is not one, since nothing after is sure. */
  static void csv(InputStream in, Consumer<ListEntry> entries, BadList bad) throws IOException {
    long line = 1;
    try (JsonParser parser = CSV.reader(CsvSchema.emptySchema().withHeader()).createParser(in)) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          line = values.isEmpty() ? parser.currentTokenLocation().getLineNr() : line;
          put(values, name, parser.getText());
        }
        entries.accept(new ListEntry(line, values));
      }
    } catch (JsonProcessingException e) {
      bad.add(e.getLocation() == null ? line : e.getLocation().getLineNr(), e.getOriginalMessage());
    }
  }

  /** Every entry of JSON lines; empty lines are none. Bytes that are not UTF-8 end it. */
  static void json(InputStream in, Consumer<ListEntry> entries, BadList bad) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        object(line, number, entries, bad);
      }
    }
  }

  private static void object(String line, long number, Consumer<ListEntry> entries, BadList bad) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject()) {
        bad.add(number, "not a JSON object: " + line);
        return;
      }
      Map<String, String> values = new LinkedHashMap<>();
      node.properties().forEach(field -> put(values, field.getKey(), text(field.getValue())));
      entries.accept(new ListEntry(number, values));
    } catch (JsonProcessingException e) {
      bad.add(number, e.getOriginalMessage());
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText("") : value.toString();
  }

  private static void put(Map<String, String> values, String name, String text) {
    if (text != null && !text.isEmpty()) {
      values.put(name, text);
    }
  }
}

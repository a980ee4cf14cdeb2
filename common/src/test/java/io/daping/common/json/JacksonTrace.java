package io.daping.common.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** All that Jackson's strict parser reads of some bytes, as {@link ScannerTrace} writes it. */
final class JacksonTrace {
  static final String REFUSED = "refused";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonScanner.MOST_DEPTH).build())
          .build();

  private final StringBuilder line = new StringBuilder();

  String of(byte[] bytes) {
    line.setLength(0);
    try (JsonParser json = JSON.createParser(bytes)) {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      if (json.nextToken() == null) {
        return REFUSED;
      }
      value(json);
      return json.nextToken() == null ? line.toString() : REFUSED;
    } catch (JsonProcessingException | CharacterCodingException e) {
      return REFUSED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        line.append("{");
        while (json.nextToken() != JsonToken.END_OBJECT) {
          line.append(json.currentName()).append(':');
          json.nextToken();
          value(json);
        }
        line.append("}");
      }
      case START_ARRAY -> {
        line.append("[");
        while (json.nextToken() != JsonToken.END_ARRAY) {
          value(json);
        }
        line.append("]");
      }
      case VALUE_STRING -> line.append('"').append(json.getText()).append('"');
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
      case VALUE_TRUE, VALUE_FALSE -> line.append(JsonKind.BOOLEAN);
      case VALUE_NULL -> line.append(JsonKind.NULL);
      default -> throw new IllegalStateException(json.currentToken().toString());
    }
    line.append(' ');
  }

  private void number(JsonParser json) throws IOException {
    boolean integer = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    line.append(integer ? JsonKind.INTEGER : JsonKind.DECIMAL).append(' ').append(json.getText());
    boolean big = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
    line.append('=').append(json.getDoubleValue());
    if (integer && !big) {
      line.append('=').append(json.getLongValue());
    }
  }
}

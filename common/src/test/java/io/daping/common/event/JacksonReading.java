package io.daping.common.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daping.common.json.JsonScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What Jackson's strict parser makes of a record: its fields, or nothing when it is not one JSON
 * object or one of the objects that intake reads has a field twice. What lies within a field that
 * intake leaves alone is parsed and forgotten.
 */
final class JacksonReading {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonScanner.MOST_DEPTH).build())
          .build();

  private JacksonReading() {}

  /** A field stands twice. */
  private static final class Twice extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static Optional<JsonNode> of(Topic topic, byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      JsonNode read = object(topic, "", json);
      return json.nextToken() == null ? Optional.of(read) : Optional.empty();
    } catch (JsonProcessingException | Twice e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode object(Topic topic, String path, JsonParser json) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (object.has(name)) {
        throw new Twice();
      }
      object.set(name, value(topic, path + "/" + name, json));
    }
    return object;
  }

  private static JsonNode value(Topic topic, String path, JsonParser json) throws IOException {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (json.currentToken()) {
      case VALUE_STRING -> make.textNode(json.getText());
      case VALUE_NUMBER_INT -> make.numberNode(json.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> make.numberNode(json.getDoubleValue());
      case START_OBJECT -> isRead(topic, path) ? object(topic, path, json) : skipped(json);
      case START_ARRAY -> isRead(topic, path) ? array(topic, path, json) : skipped(json);
      case VALUE_NULL -> make.nullNode();
      default -> make.booleanNode(json.getBooleanValue());
    };
  }

  private static JsonNode array(Topic topic, String path, JsonParser json) throws IOException {
    var array = JsonNodeFactory.instance.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      boolean isLine = json.currentToken() == JsonToken.START_OBJECT;
      array.add(isLine ? object(topic, path + "/line", json) : value(topic, path + "/other", json));
    }
    return array;
  }

  private static boolean isRead(Topic topic, String path) {
    return switch (path) {
      case "/lines" -> topic == Topic.ORDER;
      case "/tags", "/exception" -> topic == Topic.APPLOG;
      default -> false;
    };
  }

  private static JsonNode skipped(JsonParser json) throws IOException {
    json.skipChildren();
    return JsonNodeFactory.instance.missingNode();
  }
}

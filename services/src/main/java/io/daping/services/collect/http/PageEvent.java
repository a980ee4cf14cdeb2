package io.daping.services.collect.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daping.common.event.Topic;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An event as a page tells it, completed by what only the server can know: the visitor's address,
 * the browser's name and, unless the page says so, id and time.
 */
record PageEvent(ObjectNode fields) {
  private static final Set<String> INTEGERS =
      Set.of("event_time", "schema_version", "stay_ms", "result_count", "duration_ms", "bytes");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** One line of a beacon's body, if it is a JSON object. */
  static Optional<PageEvent> ofLine(byte[] line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      return node instanceof ObjectNode fields
          ? Optional.of(new PageEvent(fields))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The parameters of the pixel's address. */
  static PageEvent ofParameters(Map<String, List<String>> parameters) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    parameters.forEach((name, values) -> put(fields, name, values));
    fields.remove("site_key");
    return new PageEvent(fields);
  }

  /** The topic that it names. */
  Optional<Topic> topic(String whenNone) {
    return Topic.named(fields.path("topic").asText(whenNone));
  }

  String text(String field) {
    return fields.path(field).asText("");
  }

  /** Sets a field unless the page gave it. */
  PageEvent orElse(String field, String value) {
    if (!fields.hasNonNull(field) && value != null) {
      fields.put(field, value);
    }
    return this;
  }

  /** The record, with what the server knows of this request. */
  byte[] record(Topic topic, Context ctx, String ip, long now) {
    fields.remove("topic");
    orElse("event_id", UUID.randomUUID().toString());
    if (!fields.hasNonNull("event_time")) {
      fields.put("event_time", now);
    }
    if (topic != Topic.SEARCH) {
      fields.put("ip", ip);
    }
    if (topic == Topic.ACCESS) {
      shown(ctx);
    }
    return bytes();
  }

  /** A page that can send has been shown. */
  private void shown(Context ctx) {
    fields.put("method", "GET").put("status", 200);
    fields.remove("user_agent");
    orElse("user_agent", ctx.userAgent());
  }

  private byte[] bytes() {
    try {
      return MAPPER.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static void put(ObjectNode fields, String name, List<String> values) {
    if (values.size() > 1) {
      throw new BadRequestResponse(name + " is given " + values.size() + " times");
    }
    String value = values.get(0);
    if (INTEGERS.contains(name) && value.matches("-?\\d{1,18}")) {
      fields.put(name, Long.parseLong(value));
    } else {
      fields.put(name, value);
    }
  }
}

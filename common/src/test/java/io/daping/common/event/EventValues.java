package io.daping.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CaseFormat;
import io.daping.common.privacy.Redaction;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what an event holds with the fields that Jackson reads of its record. */
final class EventValues {
  private static final Set<String> FREE =
      Set.of("path", "referrer", "user_agent", "query", "message", "stack");
  private static final Set<String> DERIVED = Set.of("fingerprint");

  private EventValues() {}

  static void compare(Record event, JsonNode fields) {
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      String name = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName());
      if (!DERIVED.contains(name)) {
        compare(name, value(event, component), fields.path(name));
      }
    }
  }

  private static Object value(Record event, RecordComponent component) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(String name, Object value, JsonNode field) {
    boolean isEmpty = field.isTextual() && field.textValue().isEmpty();
    boolean absent = field.isMissingNode() || field.isNull() || isEmpty;
    if (absent && !"".equals(value)) {
      assertThat(value).as(name).isIn(null, 0L, "CNY", Map.of());
    } else if (value instanceof Long || value instanceof Integer) {
      assertThat(field.isBigInteger()).as(name).isTrue();
      assertThat(field.bigIntegerValue()).as(name).hasToString(value.toString());
    } else if (value instanceof Double number) {
      assertThat(field.isNumber()).as(name).isTrue();
      assertThat(number).as(name).isEqualTo(field.doubleValue());
    } else if (value instanceof List<?> lines) {
      assertThat(lines).as(name).hasSize(field.size());
      for (int i = 0; i < lines.size(); i++) {
        compare((Record) lines.get(i), field.get(i));
      }
    } else if (value instanceof Map<?, ?> tags) {
      tags.forEach((tag, text) -> compare("message", text, field.path((String) tag)));
    } else if (value instanceof Record inner) {
      compare(inner, field);
    } else {
      compareText(name, value, field);
    }
  }

  private static void compareText(String name, Object value, JsonNode field) {
    assertThat(field.isTextual()).as(name).isTrue();
    String text = FREE.contains(name) ? Redaction.redact(field.textValue()) : field.textValue();
    if (value instanceof BrowseAction action) {
      assertThat(action.code()).as(name).isEqualTo(text);
    } else {
      assertThat(value.toString()).as(name).isEqualTo(text);
    }
  }
}

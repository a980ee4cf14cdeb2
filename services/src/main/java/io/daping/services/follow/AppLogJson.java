package io.daping.services.follow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.LoggedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An application's event as the contract's record. */
final class AppLogJson {
  private static final JsonFactory JSON = new JsonFactory();

  private AppLogJson() {}

  static byte[] of(AppLogEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("event_id", event.eventId());
      out.writeNumberField("event_time", event.eventTime());
      out.writeStringField("app", event.app());
      writeIfPresent(out, "host", event.host());
      out.writeStringField("level", event.level().name());
      writeIfPresent(out, "logger", event.logger());
      writeIfPresent(out, "thread", event.thread());
      out.writeStringField("message", event.message());
      if (event.exception() != null) {
        write(out, event.exception());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, LoggedException exception) throws IOException {
    out.writeObjectFieldStart("exception");
    out.writeStringField("type", exception.type());
    writeIfPresent(out, "message", exception.message());
    out.writeStringField("stack", exception.stack());
    out.writeEndObject();
  }

  private static void writeIfPresent(JsonGenerator out, String name, String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }
}

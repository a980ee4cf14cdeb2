package io.daping.local.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON objects as bytes, with a buffer that is used again. Not for several threads. */
final class Encoder {
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);

  /** The fields of one object. */
  interface Fields {
    void write(JsonGenerator to) throws IOException;
  }

  byte[] object(Fields fields) {
    buffer.reset();
    try (JsonGenerator to = json.createGenerator(buffer)) {
      to.writeStartObject();
      fields.write(to);
      to.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return buffer.toByteArray();
  }

  /** A field, unless there is nothing to say. */
  static void optional(JsonGenerator to, String field, String value) throws IOException {
    if (value != null) {
      to.writeStringField(field, value);
    }
  }
}

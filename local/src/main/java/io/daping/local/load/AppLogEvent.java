package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.util.Map;

/** One log record of an application. */
record AppLogEvent(String eventId, long time, Writer writer, Said said) implements Event {
  /** Which program wrote it. */
  record Writer(String app, String host, String release, String logger, String thread) {}

  /**
   * What it wrote.
   *
   * @param fault null where nothing was thrown
   */
  record Said(
      String level, String message, String traceId, Map<String, String> tags, Fault fault) {}

  @Override
  public Topic topic() {
    return Topic.APPLOG;
  }

  @Override
  public byte[] bytes(Encoder encoder) {
    return encoder.object(this::write);
  }

  private void write(JsonGenerator to) throws IOException {
    to.writeStringField("event_id", eventId);
    to.writeNumberField("event_time", time);
    to.writeStringField("app", writer.app());
    to.writeStringField("host", writer.host());
    to.writeStringField("level", said.level());
    to.writeStringField("logger", writer.logger());
    to.writeStringField("thread", writer.thread());
    to.writeStringField("message", said.message());
    to.writeStringField("release", writer.release());
    to.writeStringField("trace_id", said.traceId());
    to.writeObjectFieldStart("tags");
    for (var tag : said.tags().entrySet()) {
      to.writeStringField(tag.getKey(), tag.getValue());
    }
    to.writeEndObject();
    if (said.fault() != null) {
      to.writeObjectFieldStart("exception");
      to.writeStringField("type", said.fault().type());
      to.writeStringField("message", said.fault().message());
      to.writeStringField("stack", said.fault().stack());
      to.writeEndObject();
    }
  }
}

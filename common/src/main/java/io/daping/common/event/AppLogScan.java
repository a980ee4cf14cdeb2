package io.daping.common.event;

import io.daping.common.error.Fingerprints;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one application log record. */
final class AppLogScan {
  private static final LogLevel[] LEVELS = LogLevel.values();

  private final Fingerprints fingerprints;
  private final Envelope envelope = new Envelope();
  private String app;
  private String host;
  private LogLevel level;
  private String logger;
  private String thread;
  private String message;
  private String release;
  private String traceId;
  private Map<String, String> tags = Map.of();
  private LoggedException exception;

  AppLogScan(Fingerprints fingerprints) {
    this.fingerprints = fingerprints;
  }

  AppLogEvent read(FieldReader in) throws IOException {
    SeenNames seen = new SeenNames();
    for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.require(app, "app");
    in.require(level, "level");
    in.require(message, "message");
    return in.problem().isPresent() ? null : event().fingerprinted(fingerprints);
  }

  private void take(String name, FieldReader in) throws IOException {
    switch (name) {
      case "app" -> app = in.id(name);
      case "host" -> host = in.text(name);
      case "level" -> level = in.choice(name, LogLevel.class, LEVELS, false);
      case "logger" -> logger = in.text(name);
      case "thread" -> thread = in.text(name);
      case "message" -> message = in.freeString(name, Intake.MAX_BYTES);
      case "release" -> release = in.text(name);
      case "trace_id" -> traceId = in.text(name);
      case "tags" -> tags = tags(in);
      case "exception" -> exception = exception(in);
      default -> in.skip();
    }
  }

  private static Map<String, String> tags(FieldReader in) throws IOException {
    Map<String, String> tags = new LinkedHashMap<>();
    if (in.startsObject("tags")) {
      SeenNames seen = new SeenNames();
      for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
        String value = in.freeString("tags." + name, Intake.MAX_BYTES);
        if (value != null && in.entryName(name) != null) {
          tags.put(name, value);
        }
      }
    }
    return tags;
  }

  private static LoggedException exception(FieldReader in) throws IOException {
    if (!in.startsObject("exception")) {
      return null;
    }
    String type = null;
    String message = null;
    String stack = null;
    SeenNames seen = new SeenNames();
    for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
      switch (name) {
        case "type" -> type = in.id("exception.type");
        case "message" -> message = in.freeString("exception.message", Intake.MAX_BYTES);
        case "stack" -> stack = in.freeString("exception.stack", Intake.MAX_BYTES);
        default -> in.skip();
      }
    }
    in.require(type, "exception.type");
    in.require(stack, "exception.stack");
    return new LoggedException(type, message, stack);
  }

  private AppLogEvent event() {
    return new AppLogEvent(
        envelope.eventId(),
        envelope.eventTime(),
        app,
        host,
        level,
        logger,
        thread,
        message,
        release,
        traceId,
        tags,
        exception);
  }
}

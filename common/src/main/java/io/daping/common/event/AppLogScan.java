package io.daping.common.event;

import io.daping.common.error.Fingerprints;
import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one application log record. */
final class AppLogScan {
  private static final WordList NAMES =
      Envelope.and(
          "app",
          "host",
          "level",
          "logger",
          "thread",
          "message",
          "release",
          "trace_id",
          "tags",
          "exception");

  private static final WordList OF_EXCEPTION = WordList.of(List.of("type", "message", "stack"));
  private static final WordList NONE = WordList.of(List.of());
  private static final Choices<LogLevel> LEVELS = Choices.of(LogLevel.class, LogLevel::name);

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

  AppLogEvent read(FieldReader in) throws MalformedJsonException {
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.faults().require(app, "app");
    in.faults().require(level, "level");
    in.faults().require(message, "message");
    return in.faults().gravest().isPresent() ? null : event().fingerprinted(fingerprints);
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "app" -> app = in.id(name);
      case "host" -> host = in.word(name);
      case "level" -> level = in.choice(name, LEVELS);
      case "logger" -> logger = in.word(name);
      case "thread" -> thread = in.word(name);
      case "message" -> message = in.freeString(name, Intake.MAX_BYTES);
      case "release" -> release = in.word(name);
      case "trace_id" -> traceId = in.text(name);
      case "tags" -> tags = tags(in);
      case "exception" -> exception = exception(in);
      default -> in.skip();
    }
  }

  private static Map<String, String> tags(FieldReader in) throws MalformedJsonException {
    if (!in.startsObject("tags")) {
      return Map.of();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String name = in.nextField(NONE); name != null; name = in.nextField(NONE)) {
      String value = in.freeString("tags." + name, Intake.MAX_BYTES);
      if (value != null && Surrogates.isHalfIn(name)) {
        in.wrong(name, "has half of a surrogate pair");
      } else if (value != null) {
        tags.put(name, value);
      }
    }
    return tags;
  }

  private static LoggedException exception(FieldReader in) throws MalformedJsonException {
    if (!in.startsObject("exception")) {
      return null;
    }
    String type = null;
    String message = null;
    String stack = null;
    for (String name = in.nextField(OF_EXCEPTION);
        name != null;
        name = in.nextField(OF_EXCEPTION)) {
      switch (name) {
        case "type" -> type = in.id("exception.type");
        case "message" -> message = in.freeString("exception.message", Intake.MAX_BYTES);
        case "stack" -> stack = in.freeString("exception.stack", Intake.MAX_BYTES);
        default -> in.skip();
      }
    }
    in.faults().require(type, "exception.type");
    in.faults().require(stack, "exception.stack");
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

package io.daping.common.event;

import java.util.Map;

/**
 * One record of an application's log.
 *
 * @param release of the application; null when not said
 * @param tags by name; empty without
 * @param exception null without
 */
public record AppLogEvent(
    String eventId,
    long eventTime,
    String app,
    String host,
    LogLevel level,
    String logger,
    String thread,
    String message,
    String release,
    String traceId,
    Map<String, String> tags,
    LoggedException exception)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.APPLOG;
  }

  @Override
  public String key() {
    return app;
  }
}

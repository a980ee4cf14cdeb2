package io.daping.common.event;

import io.daping.common.error.ErrorText;
import io.daping.common.error.Fingerprints;
import java.util.Map;

/**
 * One record of an application's log.
 *
 * @param release of the application; null when not said
 * @param tags by name; empty without
 * @param exception null without
 * @param fingerprint of its error group; null for a record that is no error
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
    LoggedException exception,
    String fingerprint)
    implements Event {

  /** A record as its producer knows it. */
  public AppLogEvent(
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
      LoggedException exception) {
    this(
        eventId, eventTime, app, host, level, logger, thread, message, release, traceId, tags,
        exception, null);
  }

  /** Whether it counts as an error. */
  public boolean isError() {
    return level.compareTo(LogLevel.ERROR) >= 0;
  }

  /** What it says of an error. */
  public ErrorText errorText() {
    boolean plain = exception == null;
    return new ErrorText(
        app,
        logger,
        message,
        plain ? null : exception.type(),
        plain ? null : exception.message(),
        plain ? null : exception.stack());
  }

  /** This record with its fingerprint, if it is an error. */
  public AppLogEvent fingerprinted(Fingerprints fingerprints) {
    if (!isError()) {
      return this;
    }
    return new AppLogEvent(
        eventId,
        eventTime,
        app,
        host,
        level,
        logger,
        thread,
        message,
        release,
        traceId,
        tags,
        exception,
        fingerprints.id(errorText()));
  }

  @Override
  public Topic topic() {
    return Topic.APPLOG;
  }

  @Override
  public String key() {
    return app;
  }
}

package io.daping.services.follow;

import io.daping.common.config.FollowSettings.FollowedLog;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.LinePlace;
import io.daping.common.event.Topic;
import io.daping.common.sender.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application's log: an event is a first line and all lines up to the next first line. Lines
 * that belong to no event, and those beyond the longest event, go as they are.
 */
final class AppLogLines implements LogEvents {
  /** Escaped as JSON this stays below what Kafka takes, whatever the characters are. */
  private static final int MAX_EVENT_BYTES = 128 * 1024;

  private final FollowedLog log;
  private final String source;
  private List<Outgoing> complete = new ArrayList<>();
  private Open open;

  /** An event whose last line is not known yet. */
  private static final class Open {
    private final FirstLine first;
    private final String eventId;
    private final long offset;
    private final List<String> rest = new ArrayList<>();
    private int bytes;

    Open(FirstLine first, String eventId, long offset) {
      this.first = first;
      this.eventId = eventId;
      this.offset = offset;
    }
  }

  AppLogLines(FollowedLog log, String source) {
    this.log = log;
    this.source = source;
  }

  @Override
  public void line(long offset, byte[] line) {
    boolean tooLong = line.length > MAX_EVENT_BYTES;
    String text = tooLong ? "" : LogText.of(line, log.charset());
    Optional<FirstLine> first = FirstLine.of(text, log.layouts(), log.zone());
    if (first.isPresent()) {
      cut();
      open = new Open(first.get(), new LinePlace(source, offset).eventId(line), offset);
      open.bytes = line.length;
    } else if (open != null && open.bytes + line.length <= MAX_EVENT_BYTES) {
      open.rest.add(text);
      open.bytes += line.length;
    } else {
      cut();
      raw(offset, line);
    }
  }

  @Override
  public void cut() {
    if (open != null) {
      complete.add(record(open));
      open = null;
    }
  }

  @Override
  public long firstOpen(long read) {
    return open == null ? read : open.offset;
  }

  @Override
  public List<Outgoing> take() {
    List<Outgoing> taken = complete;
    complete = new ArrayList<>();
    return taken;
  }

  private void raw(long offset, byte[] line) {
    if (!Raw.isBlank(line)) {
      complete.add(Raw.record(Topic.APPLOG, offset, line));
    }
  }

  private Outgoing record(Open event) {
    StackTrace parts = StackTrace.in(event.first.message(), event.rest);
    AppLogEvent record =
        new AppLogEvent(
            event.eventId,
            event.first.time(),
            log.app(),
            log.host(),
            event.first.level(),
            event.first.logger(),
            event.first.thread(),
            parts.message(),
            null,
            null,
            Map.of(),
            parts.exception());
    return new Outgoing(
        Topic.APPLOG.topicName(),
        log.app(),
        event.eventId.getBytes(StandardCharsets.UTF_8),
        AppLogJson.of(record),
        System.currentTimeMillis(),
        event.offset);
  }
}

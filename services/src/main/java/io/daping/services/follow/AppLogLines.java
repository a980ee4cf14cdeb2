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
 * An application's log: an event is a first line, with the heading that some layouts have, and all
 * lines up to the next. Lines that belong to no event, and those beyond the longest event, go as
 * they are.
 */
final class AppLogLines implements LogEvents {
  /** Escaped as JSON this stays below what Kafka takes, whatever the characters are. */
  private static final int MAX_EVENT_BYTES = 128 * 1024;

  private final FollowedLog log;
  private final String source;
  private List<Outgoing> complete = new ArrayList<>();
  private Open open;
  private Line heading;

  private record Line(long offset, byte[] bytes, String text) {}

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
    Line next = new Line(offset, line, tooLong ? "" : LogText.of(line, log.charset()));
    if (heading != null && begins(heading.text + "\n" + next.text, heading)) {
      open.bytes += line.length;
      heading = null;
      return;
    }
    endHeading();
    if (log.layouts().stream().anyMatch(layout -> layout.isHeading(next.text))) {
      heading = next;
    } else if (!begins(next.text, next)) {
      goesOn(next);
    }
  }

  private boolean begins(String text, Line line) {
    Optional<FirstLine> first = FirstLine.of(text, log.layouts(), log.zone());
    first.ifPresent(
        read -> {
          endOpen();
          String eventId = new LinePlace(source, line.offset).eventId(line.bytes);
          open = new Open(read, eventId, line.offset);
          open.bytes = line.bytes.length;
        });
    return first.isPresent();
  }

  private void goesOn(Line line) {
    if (open != null && open.bytes + line.bytes.length <= MAX_EVENT_BYTES) {
      open.rest.add(line.text);
      open.bytes += line.bytes.length;
    } else {
      endOpen();
      raw(line.offset, line.bytes);
    }
  }

  @Override
  public void cut() {
    endHeading();
    endOpen();
  }

  /** It was a line like others. */
  private void endHeading() {
    if (heading != null && !begins(heading.text, heading)) {
      goesOn(heading);
    }
    heading = null;
  }

  private void endOpen() {
    if (open != null) {
      complete.add(record(open));
      open = null;
    }
  }

  @Override
  public long firstOpen(long read) {
    if (open != null) {
      return open.offset;
    }
    return heading == null ? read : heading.offset;
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

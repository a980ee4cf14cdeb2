package io.daping.services.follow;

import io.daping.common.event.CombinedLog;
import io.daping.common.event.Intake;
import io.daping.common.event.LinePlace;
import io.daping.common.event.Topic;
import io.daping.common.sender.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A web server's log: a line is a request. What is none goes as it is, so that intake judges it.
 */
final class AccessLines implements LogEvents {
  private final String source;
  private List<Outgoing> complete = new ArrayList<>();

  AccessLines(String source) {
    this.source = source;
  }

  @Override
  public void line(long offset, byte[] line) {
    if (!Raw.isBlank(line)) {
      complete.add(record(offset, line));
    }
  }

  @Override
  public void cut() {}

  @Override
  public long firstOpen(long read) {
    return read;
  }

  @Override
  public List<Outgoing> take() {
    List<Outgoing> taken = complete;
    complete = new ArrayList<>();
    return taken;
  }

  private Outgoing record(long offset, byte[] line) {
    CombinedLog.Line read = CombinedLog.read(line, new LinePlace(source, offset));
    if (!(read instanceof CombinedLog.Line.Request request)
        || request.json().length > Intake.MAX_BYTES) {
      return Raw.record(Topic.ACCESS, offset, line);
    }
    byte[] spread = request.eventId().getBytes(StandardCharsets.UTF_8);
    return new Outgoing(
        Topic.ACCESS.topicName(),
        request.ip(),
        spread,
        request.json(),
        System.currentTimeMillis(),
        offset);
  }
}

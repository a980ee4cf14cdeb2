package io.daping.local.load;

import io.daping.common.event.Topic;
import io.daping.common.sender.Outgoing;
import io.daping.local.sender.StrictSender;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * Sends recordings as if they happened once more: merged by event time, each topic in its file's
 * order. A line without key goes to a partition that follows from its event id or, without one,
 * from its bytes, so that equal lines meet.
 *
 * @param sender where to
 * @param speed how fast recorded time passes
 * @param times what Kafka keeps as the record's time
 */
record Replay(StrictSender sender, Speed speed, RecordTime times) {
  /** What Kafka keeps as the time of a record. */
  enum RecordTime {
    /** The event's own time, or that of the line before. */
    EVENT,
    /** The time of sending. */
    NOW
  }

  /**
   * Sends all lines and returns when Kafka has acknowledged them.
   *
   * @param progress is told how many bytes of the files are read
   * @return how many records of each topic
   * @throws io.daping.common.fault.Failure when a file cannot be read or a record was not accepted
   */
  Map<Topic, Long> run(List<Recording> recordings, LongConsumer progress) {
    PriorityQueue<Recording> queue =
        new PriorityQueue<>(
            Comparator.comparingLong(Recording::clock).thenComparing(Recording::topic));
    recordings.stream().filter(Recording::hasNext).forEach(queue::add);
    Map<Topic, Long> counts = new EnumMap<>(Topic.class);
    recordings.forEach(r -> counts.put(r.topic(), 0L));
    Speed.Pace pace = speed.start(() -> false);
    for (long n = 0; !queue.isEmpty(); n++) {
      Recording recording = queue.remove();
      pace.await(recording.clock());
      long origin = counts.merge(recording.topic(), 1L, Long::sum);
      sender.send(outgoing(recording.topic(), recording.next(), origin));
      if (recording.hasNext()) {
        queue.add(recording);
      }
      if (n % 1024 == 0) {
        progress.accept(recordings.stream().mapToLong(Recording::position).sum());
      }
    }
    sender.flush();
    return counts;
  }

  private Outgoing outgoing(Topic topic, Recording.Line line, long origin) {
    long now = System.currentTimeMillis();
    long time = times == RecordTime.NOW ? now : line.time().orElse(now);
    return outgoing(topic, line.bytes(), line.glance(), time, origin);
  }

  /** A line as it is sent, whether recorded or generated. */
  static Outgoing outgoing(Topic topic, byte[] line, Glance glance, long time, long origin) {
    String id = glance.eventId();
    byte[] spread = id == null ? line : id.getBytes(StandardCharsets.UTF_8);
    return new Outgoing(topic.topicName(), glance.key(), spread, line, time, origin);
  }
}

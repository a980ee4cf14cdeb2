package io.daping.local.load;

import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * The recorded events of one topic, line by line in the file's order, with a clock that says when
 * the next line is to be sent. The clock never runs back, and a line or two with an absurd time
 * cannot drive it ahead: it reads the least time of the next three lines.
 */
final class Recording implements AutoCloseable {
  private static final int LOOK_AHEAD = 3;

  private final Topic topic;
  private final Path file;
  private final FileInputStream bytes;
  private final Lines lines;
  private final LogForm form;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private OptionalLong lastTime = OptionalLong.empty();
  private long clock = Long.MIN_VALUE;
  private long number;

  /**
   * One line.
   *
   * @param bytes as they are sent
   * @param time the event's time, or that of the line before; empty where none was readable yet
   */
  record Line(byte[] bytes, Glance glance, OptionalLong time) {}

  private Recording(Topic topic, Path file, FileInputStream bytes, Lines lines) {
    this.topic = topic;
    this.file = file;
    this.bytes = bytes;
    this.lines = lines;
    this.form = LogForm.of(file.getFileName().toString());
  }

  /**
   * @throws Failure when the file cannot be read
   */
  static Recording open(Topic topic, Path file) {
    try {
      FileInputStream bytes = new FileInputStream(file.toFile());
      boolean zipped = file.toString().endsWith(".gz");
      InputStream in = zipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      Recording recording = new Recording(topic, file, bytes, new Lines(in));
      recording.lookAhead();
      return recording;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  Topic topic() {
    return topic;
  }

  boolean hasNext() {
    return !ahead.isEmpty();
  }

  /** The time at which the next line is to be sent, {@code Long.MIN_VALUE} for at once. */
  long clock() {
    return clock;
  }

  Line next() {
    Line line = ahead.remove();
    lookAhead();
    return line;
  }

  /** Bytes of the file that are read, packed ones if it is packed. */
  long position() {
    try {
      return bytes.getChannel().position();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void lookAhead() {
    try {
      byte[] read;
      while (ahead.size() < LOOK_AHEAD && (read = lines.next()) != null) {
        byte[] line = form.record(read, ++number);
        Glance glance = Glance.at(line, topic);
        lastTime = glance.eventTime().isPresent() ? glance.eventTime() : lastTime;
        ahead.add(new Line(line, glance, lastTime));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    long least = ahead.stream().mapToLong(l -> l.time().orElse(Long.MIN_VALUE)).min().orElse(clock);
    clock = Math.max(clock, least);
  }

  private static Failure unreadable(Path file, IOException e) {
    return new Failure(file + " cannot be read to its end: " + e.getMessage(), e);
  }
}

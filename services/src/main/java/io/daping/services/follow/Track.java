package io.daping.services.follow;

import io.daping.common.sender.Outgoing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * One file of a log, from its first line to its last, under whatever name. It stays open when it is
 * renamed or deleted, so that its end is read too.
 */
final class Track implements AutoCloseable {
  /** A line that is longer goes in pieces, each more than intake takes and less than Kafka does. */
  static final int CHUNK = 1_280 * 1024;

  private final LogEvents events;
  private Position saved;
  private FileChannel file;
  private Fingerprint fingerprint;
  private boolean truncated;
  private long grownAt;

  /** A file that was left at that position; it is found again by {@link #adopt}. */
  Track(Position saved, LogEvents events, long now) {
    this.saved = saved;
    this.events = events;
    this.grownAt = now;
  }

  String id() {
    return saved.id();
  }

  Position position() {
    return saved;
  }

  boolean isOpen() {
    return file != null;
  }

  /** Whether the candidate is this open file, by whatever name. */
  boolean is(Candidate candidate) {
    return isOpen()
        && !truncated
        && candidate.inode().equals(saved.inode())
        && candidate.size() >= fingerprint.length();
  }

  /**
   * Goes on with that file if it is the one that was left, or a copy of it.
   *
   * @return whether it is
   */
  boolean adopt(Candidate candidate) throws IOException {
    boolean sameInode = candidate.inode().equals(saved.inode());
    long seen = fingerprint == null ? saved.seen() : fingerprint.length();
    if (candidate.size() < seen || seen == 0 && !sameInode) {
      return false;
    }
    FileChannel other = FileChannel.open(candidate.path(), StandardOpenOption.READ);
    if (!isKnown(other)) {
      other.close();
      return false;
    }
    close();
    fingerprint = fingerprint == null ? Fingerprint.of(other, saved.offset()) : fingerprint;
    file = other;
    truncated = false;
    return true;
  }

  private boolean isKnown(FileChannel other) throws IOException {
    return fingerprint == null
        ? Fingerprint.of(other, saved.seen()).hash().equals(saved.fingerprint())
        : fingerprint.matches(other);
  }

  /** Whether the file is, or is becoming, a copy of this one. */
  boolean mayBe(FileChannel other) throws IOException {
    return fingerprint != null && fingerprint.length() > 0 && fingerprint.mayBecome(other);
  }

  /** It bears this name now. */
  void seenAs(Candidate candidate, long now) {
    saved = saved.at(candidate.path().toString(), candidate.inode(), now);
  }

  /**
   * Writes down by what the file is known before anything of it is sent: a copy of it may be all
   * that is left after a restart.
   *
   * @return whether that is new
   */
  boolean identify() throws IOException {
    if (saved.seen() > 0 || !isOpen() || truncated || file.size() == 0) {
      return false;
    }
    Fingerprint first = Fingerprint.of(file, Fingerprint.SPAN);
    saved = saved.known(first.length(), first.hash());
    return true;
  }

  /** Reads on; true when there was more. Where the file was truncated, nothing is taken. */
  boolean read(long now) throws IOException {
    cutIfDue();
    if (!isOpen() || truncated) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, unread()));
    int count = buffer.hasRemaining() ? file.read(buffer, fingerprint.length()) : 0;
    if (!fingerprint.matches(file)) {
      truncated = true; // before or while it was read
      return false;
    }
    int end = count <= 0 ? 0 : endOfLines(buffer.array(), count);
    if (end == 0) {
      return false;
    }
    takeLines(Arrays.copyOf(buffer.array(), end));
    grownAt = now;
    return true;
  }

  private long unread() throws IOException {
    return Math.max(0, file.size() - fingerprint.length());
  }

  /** After the last line feed; a line that never ends is taken as it is. */
  private static int endOfLines(byte[] bytes, int count) {
    int end = count;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 && count == CHUNK ? count : end;
  }

  private void takeLines(byte[] lines) {
    long start = fingerprint.length();
    int from = 0;
    while (from < lines.length) {
      int to = from;
      while (to < lines.length && lines[to] != '\n') {
        to++;
      }
      if (start + from == saved.cut()) {
        events.cut();
      }
      events.line(start + from, Arrays.copyOfRange(lines, from, to));
      from = to + 1;
    }
    fingerprint = fingerprint.plus(lines);
    cutIfDue();
  }

  private void cutIfDue() {
    if (fingerprint != null && fingerprint.length() == saved.cut()) {
      events.cut();
    }
  }

  /** Whether an event is open and nothing has followed it for so long. */
  boolean isQuiet(long now, long quietMs) {
    return fingerprint != null
        && events.firstOpen(fingerprint.length()) < fingerprint.length()
        && now - grownAt >= quietMs;
  }

  /** Writes down that the open event ends here. Once that is saved, the next read ends it. */
  void planCut() {
    saved = saved.cutAt(fingerprint.length());
  }

  /** The records that became complete. */
  List<Outgoing> take() {
    return events.take();
  }

  /**
   * All records that were taken are in Kafka.
   *
   * @return whether the position has moved
   */
  boolean commit() {
    if (fingerprint == null) {
      return false;
    }
    Position before = saved;
    long read = fingerprint.length();
    saved = saved.from(events.firstOpen(read));
    saved = read < saved.seen() ? saved : saved.known(read, fingerprint.hash());
    return !saved.equals(before);
  }

  /** Whether the file was cut short, or gave nothing new for so long. */
  boolean isSpent(long now, long patienceMs) {
    return truncated || now - grownAt >= patienceMs;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}

package io.daping.common.event;

import io.daping.common.error.Fingerprints;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.event.Verdict.Rejected;
import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.Utf8;
import java.io.Serializable;

/**
 * Strict reading of one record: bytes and Kafka's record time in, a verdict out. Pure; where
 * several things are wrong the reason is the first of: {@code too_large, not_utf8, not_json,
 * unknown_version, missing_field, bad_type, bad_value, future, too_old}.
 *
 * @param futureLimitMs how far an event may be ahead of its record time
 * @param tooOldLimitMs how far it may be behind
 * @param fingerprints name the errors of application logs
 */
public record Intake(long futureLimitMs, long tooOldLimitMs, Fingerprints fingerprints)
    implements Serializable {
  /** A longer record is not read. */
  public static final int MAX_BYTES = 1 << 20;

  /** A reader keeps memory from record to record. */
  private static final ThreadLocal<FieldReader> READERS = ThreadLocal.withInitial(FieldReader::new);

  /** A rule with the standard fingerprints. */
  public Intake(long futureLimitMs, long tooOldLimitMs) {
    this(futureLimitMs, tooOldLimitMs, Fingerprints.STANDARD);
  }

  /**
   * Judges one record by itself.
   *
   * @param value the record's bytes; null for a tombstone
   * @param recordTime Kafka's, epoch milliseconds
   */
  public Verdict judge(Topic topic, byte[] value, long recordTime) {
    return judge(topic, value, recordTime, READERS.get());
  }

  /**
   * {@link #judge} for the calling thread alone, which then need not look for its reader each time.
   */
  public Judging onThisThread() {
    FieldReader in = READERS.get();
    return (topic, value, recordTime) -> judge(topic, value, recordTime, in);
  }

  /** Judges records by themselves; for one thread. */
  @FunctionalInterface
  public interface Judging {
    Verdict judge(Topic topic, byte[] value, long recordTime);
  }

  private Verdict judge(Topic topic, byte[] value, long recordTime, FieldReader reader) {
    if (value == null || value.length == 0) {
      return new Rejected(Reason.NOT_JSON, "empty record");
    }
    if (value.length > MAX_BYTES) {
      return new Rejected(Reason.TOO_LARGE, value.length + " bytes, at most " + MAX_BYTES);
    }
    return withinTime(scan(topic, value, reader), recordTime);
  }

  private Verdict scan(Topic topic, byte[] value, FieldReader reader) {
    try (FieldReader in = reader) {
      in.open(value);
      Accepted accepted = read(topic, in);
      in.finish();
      return in.faults().gravest().<Verdict>map(p -> p).orElse(accepted);
    } catch (MalformedJsonException e) {
      // Texts were checked as far as the record was read; a byte beyond may be the graver fault.
      return Utf8.isValid(value)
          ? new Rejected(Reason.NOT_JSON, e.getMessage())
          : new Rejected(Reason.NOT_UTF8, "bytes are not UTF-8");
    }
  }

  private Accepted read(Topic topic, FieldReader in) throws MalformedJsonException {
    return switch (topic) {
      case ORDER -> order(new OrderScan(), in);
      case BROWSE -> new Accepted(new BrowseScan().read(in));
      case SEARCH -> new Accepted(new SearchScan().read(in));
      case ACCESS -> new Accepted(new AccessScan().read(in));
      case MACHINE -> new Accepted(new MachineScan().read(in));
      case APPLOG -> new Accepted(new AppLogScan(fingerprints).read(in));
    };
  }

  private static Accepted order(OrderScan scan, FieldReader in) throws MalformedJsonException {
    OrderEvent event = scan.read(in);
    return new Accepted(event, scan.receiver());
  }

  private Verdict withinTime(Verdict verdict, long recordTime) {
    if (!(verdict instanceof Accepted accepted)) {
      return verdict;
    }
    long ahead = difference(accepted.event().eventTime(), recordTime);
    if (ahead > futureLimitMs) {
      return new Rejected(Reason.FUTURE, "event_time is " + ahead + " ms ahead of the record time");
    }
    if (-ahead > tooOldLimitMs) {
      return new Rejected(Reason.TOO_OLD, "event_time is " + -ahead + " ms behind the record time");
    }
    return verdict;
  }

  /** Times at the ends of int64 are further apart than a long can say. */
  private static long difference(long time, long from) {
    return from >= 0
        ? Math.max(time, from - Long.MAX_VALUE) - from
        : Math.min(time, from + Long.MAX_VALUE) - from;
  }
}

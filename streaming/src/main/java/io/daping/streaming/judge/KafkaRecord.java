package io.daping.streaming.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import io.daping.common.event.Topic;
import io.daping.common.sender.EventSender;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One record as Kafka gave it.
 *
 * @param recordTime epoch milliseconds
 * @param key null where it was not read
 * @param value null for a tombstone
 * @param origin who sent it; {@link Origin#UNKNOWN} where that was not read
 */
public record KafkaRecord(
    Topic topic,
    int partition,
    long offset,
    long recordTime,
    byte[] key,
    byte[] value,
    Origin origin) {

  private static final long MICROS_PER_MS = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final Pattern REPAIRED = Pattern.compile("(.*)/([0-9]+)/([0-9]+)");

  /** The columns that {@link #of(InternalRow)} reads. */
  public static final String[] COLUMNS = {"topic", "partition", "offset", "timestamp", "value"};

  /** A row of {@link #COLUMNS}, as Spark has it; nothing is known of key and sender. */
  public static KafkaRecord of(InternalRow row) {
    return new KafkaRecord(
        Topic.named(row.getUTF8String(0).toString()).orElseThrow(),
        row.getInt(1),
        row.getLong(2),
        Math.floorDiv(row.getLong(3), MICROS_PER_MS),
        null,
        row.isNullAt(4) ? null : row.getBinary(4),
        Origin.UNKNOWN);
  }

  /** How long after the end of its minute an event came by this record, milliseconds; 0 in time. */
  public long lateness(long eventTime) {
    long minuteEnd = eventTime - Math.floorMod(eventTime, MINUTE_MS) + MINUTE_MS;
    return Math.max(0, recordTime - minuteEnd);
  }

  /**
   * What a record's headers say.
   *
   * @param source the sending run, or null: not a sender of ours
   * @param sentMinute epoch minute by the sender's clock, or null
   * @param repairsPartition of the refused record that this one replaces, or null
   * @param repairsOffset of the same, or null
   */
  public record Origin(
      String source, Long sentMinute, Integer repairsPartition, Long repairsOffset) {
    public static final Origin UNKNOWN = new Origin(null, null, null, null);

    /** Headers are anyone's text: what no sender of ours would write is null. */
    public static Origin of(Topic topic, Headers headers) {
      Matcher repairs = REPAIRED.matcher(text(headers, EventSender.REPAIRS).orElse(""));
      boolean ofTopic = repairs.matches() && repairs.group(1).equals(topic.topicName());
      return new Origin(
          text(headers, EventSender.SOURCE).orElse(null),
          text(headers, EventSender.SENT_MINUTE).map(Longs::tryParse).orElse(null),
          ofTopic ? Ints.tryParse(repairs.group(2)) : null,
          ofTopic ? Longs.tryParse(repairs.group(3)) : null);
    }

    private static Optional<String> text(Headers headers, String key) {
      Iterator<Header> values = headers.headers(key).iterator();
      return values.hasNext()
          ? Optional.ofNullable(values.next().value()).map(v -> new String(v, UTF_8))
          : Optional.empty();
    }
  }
}

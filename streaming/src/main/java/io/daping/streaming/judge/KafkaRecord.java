package io.daping.streaming.judge;

import io.daping.common.event.Topic;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;
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

  /** The columns that {@link #of(Row)} reads, in order, of Spark's Kafka source. */
  public static final String[] COLUMNS = {
    "topic", "partition", "offset", "timestamp", "key", "value"
  };

  /** The columns that {@link #of(InternalRow)} reads: what counting needs. */
  public static final String[] COUNTED_COLUMNS = {
    "topic", "partition", "offset", "timestamp", "value"
  };

  /** Further columns, where the reader wants to know who sent a record. */
  public static final String[] ORIGIN_COLUMNS = {
    "source", "sent_minute", "repairs_partition", "repairs_offset"
  };

  /** A row of {@link #COLUMNS}, perhaps with {@link #ORIGIN_COLUMNS}. */
  public static KafkaRecord of(Row row) {
    Timestamp time = row.getTimestamp(3);
    return new KafkaRecord(
        Topic.named(row.getString(0)).orElseThrow(),
        row.getInt(1),
        row.getLong(2),
        time.getTime(),
        row.getAs(4),
        row.getAs(5),
        row.length() > COLUMNS.length
            ? new Origin(row.getString(6), row.getAs(7), row.getAs(8), row.getAs(9))
            : Origin.UNKNOWN);
  }

  /** A row of {@link #COUNTED_COLUMNS}, as Spark has it; nothing is known of key and sender. */
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
  }
}

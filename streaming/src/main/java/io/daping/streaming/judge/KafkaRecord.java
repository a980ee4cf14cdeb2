package io.daping.streaming.judge;

import io.daping.common.event.Topic;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;

/**
 * One record as Kafka gave it.
 *
 * @param recordTime epoch milliseconds
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

  /** The columns that {@link #of} reads, in order, of Spark's Kafka source. */
  public static final String[] COLUMNS = {
    "topic", "partition", "offset", "timestamp", "key", "value"
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

package io.daping.streaming.judge;

import io.daping.common.event.Topic;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;

/**
 * One record as Kafka gave it.
 *
 * @param recordTime epoch milliseconds
 * @param value null for a tombstone
 */
public record KafkaRecord(
    Topic topic, int partition, long offset, long recordTime, byte[] key, byte[] value) {

  /** The columns that {@link #of} reads, in order, of Spark's Kafka source. */
  public static final String[] COLUMNS = {
    "topic", "partition", "offset", "timestamp", "key", "value"
  };

  /** A row of {@link #COLUMNS}. */
  public static KafkaRecord of(Row row) {
    Timestamp time = row.getTimestamp(3);
    return new KafkaRecord(
        Topic.named(row.getString(0)).orElseThrow(),
        row.getInt(1),
        row.getLong(2),
        time.getTime(),
        row.getAs(4),
        row.getAs(5));
  }
}

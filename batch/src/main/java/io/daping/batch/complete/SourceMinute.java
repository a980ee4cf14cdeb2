package io.daping.batch.complete;

import org.apache.spark.sql.Row;

/** One producer's records of a topic in a minute of sending, an epoch minute. */
record SourceMinute(String source, String topic, long minute) {
  /** Columns that {@link #of} reads, in order. */
  static final String[] COLUMNS = {"source", "topic", "sent_minute"};

  static SourceMinute of(Row row) {
    return new SourceMinute(row.getString(0), row.getString(1), row.getLong(2));
  }
}

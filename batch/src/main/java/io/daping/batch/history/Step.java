package io.daping.batch.history;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * An event of someone, as far as a walk needs it.
 *
 * @param day the business day, days since 1970
 * @param time epoch milliseconds
 * @param rank of several at the same time the lower comes first
 */
record Step(String who, int day, long time, int rank, String eventId) {
  /** The columns of {@link #of}. */
  static final StructType SCHEMA =
      new StructType()
          .add("who", DataTypes.StringType)
          .add("epoch_day", DataTypes.IntegerType)
          .add("event_time", DataTypes.LongType)
          .add("rank", DataTypes.IntegerType)
          .add("event_id", DataTypes.StringType);

  static Step of(Row row) {
    return new Step(
        row.getString(0), row.getInt(1), row.getLong(2), row.getInt(3), row.getString(4));
  }
}

package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Exact over all rows given, unlike the stream, which remembers ids for a while: of the rows of one
 * event id the first by record time, partition and offset counts; the others are duplicates, or
 * conflicts when their payload differs.
 *
 * <p>In: silver. Out: the same columns and {@code fate}.
 */
public final class Deduplication {
  private static final WindowSpec ARRIVAL =
      Window.partitionBy("event_id").orderBy("record_time", "partition", "offset");

  private Deduplication() {}

  public static Dataset<Row> judged(Dataset<Row> silver) {
    Column same = col("payload_hash").equalTo(first("payload_hash").over(ARRIVAL));
    return silver
        .withColumn("arrival", row_number().over(ARRIVAL))
        .withColumn(
            Fate.COLUMN,
            when(col("arrival").equalTo(1), Fate.COUNTED)
                .when(same, Fate.DUPLICATE)
                .otherwise(Fate.CONFLICT))
        .drop("arrival");
  }
}

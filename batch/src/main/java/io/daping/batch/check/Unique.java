package io.daping.batch.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A number stands there once. */
record Unique() implements Check {
  private static final Column[] NUMBER = {
    col("day"),
    col("metric"),
    col("grain"),
    col("window_start"),
    col("by"),
    col("dimension"),
    col("currency")
  };

  @Override
  public String name() {
    return "unique";
  }

  @Override
  public Dataset<Row> breaches(Checked checked) {
    return checked
        .gold()
        .groupBy(NUMBER)
        .agg(count(lit(1)).as("n"))
        .where(col("n").gt(1))
        .select(
            col("day"),
            concat_ws(
                    " ",
                    col("metric"),
                    col("grain"),
                    col("window_start"),
                    col("by"),
                    col("dimension"),
                    col("currency"),
                    lit("stands there so many times:"),
                    col("n"))
                .as("what"));
  }
}

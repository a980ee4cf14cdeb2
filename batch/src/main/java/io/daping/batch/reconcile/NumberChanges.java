package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.col;

import io.daping.common.catalogue.Catalogue;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where two versions of the night's cells differ. */
public record NumberChanges(Catalogue catalogue) {

  /**
   * @param now and {@code was} are rows of {@link io.daping.batch.recompute.CellRows} with {@code
   *     version}
   * @return what names a number, by ids, with {@code day}, {@code old_value} and {@code new_value}
   */
  public Dataset<Row> of(Dataset<Row> now, Dataset<Row> was) {
    return new Comparison(catalogue.metrics())
        .of(now, was)
        .select(
            col("topic"),
            col("by"),
            col("dimension"),
            col("grain"),
            col("window"),
            col("metric"),
            col("currency"),
            col("day"),
            col("stream").as("old_value"),
            col("batch").as("new_value"));
  }
}

package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.recompute.CellRows;
import io.daping.common.catalogue.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Finds for each open difference the first cause whose evidence touches its cell and is large
 * enough for it.
 */
final class Attribution {
  private static final List<String> NUMBER = new ArrayList<>(CellRows.KEY);

  static {
    NUMBER.addAll(List.of("metric", "currency"));
  }

  private static final WindowSpec WINDOW =
      Window.partitionBy("topic", "by", "grain", "window", "metric", "currency");

  private Attribution() {}

  /**
   * @param open differences of {@link Comparison}
   * @param evidence rows of {@link Evidence}
   * @return the differences with {@code cause}, the ordinal, or null
   */
  static Dataset<Row> of(Dataset<Row> open, Dataset<Row> evidence) {
    List<Column> keys = new ArrayList<>(NUMBER.stream().map(functions::col).toList());
    keys.addAll(List.of(col("day"), col("batch"), col("stream")));
    return open.withColumn("currency", coalesce(col("currency"), lit("")))
        .join(evidence, NUMBER.toArray(String[]::new), "left")
        .groupBy(keys.toArray(Column[]::new))
        .agg(min(when(explains(), col("cause"))).as("cause"))
        .withColumn("cause", coalesce(col("cause"), when(isCapped(), Cause.CAPPED.ordinal())));
  }

  /** Values took each other's places in a window, and nothing was lost. */
  private static Column isCapped() {
    Column difference = sum(col("stream").minus(col("batch"))).over(WINDOW);
    Column hasOthers =
        max(when(col("dimension").equalTo(Dimension.OTHER), 1).otherwise(0)).over(WINDOW);
    return difference.equalTo(0L).and(hasOthers.equalTo(1));
  }

  private static Column explains() {
    Column difference = col("stream").minus(col("batch"));
    Column lost =
        col("stream").between(least(col("batch"), lit(0L)), greatest(col("batch"), lit(0L)));
    return when(col("most").equalTo(Evidence.ANY), true)
        .when(col("cause").equalTo(Cause.LATE.ordinal()), lost)
        .otherwise(difference.between(col("least"), col("most")));
  }
}

package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts the values of capped dimensions that have no cells of their own as {@link
 * Dimension#OTHER}, by the rule of {@link Members}.
 *
 * @param wide the dimensions that may have more values than their cap in a window
 */
record Caps(List<Dimension> wide) {
  /** Every value has cells. */
  static final Caps NONE = new Caps(List.of());

  /** An estimate's error; six of them make no mistake. */
  private static final double ERROR = 0.05;

  private static final double SURELY_BELOW = 1 / (1 + 6 * ERROR);

  private static final UserDefinedFunction HASH =
      udf((UDF1<String, Long>) Members::hash, DataTypes.LongType);

  private static final WindowSpec BY_HASH =
      Window.partitionBy("by", "grain", "window")
          .orderBy(HASH.apply(col("dimension")), col("dimension"));

  /**
   * Finds out which dimensions need it: nearly always none, and then it costs one look at the
   * values. No window of a day has more of them than the day.
   *
   * @param events that count
   */
  static Caps of(TopicCells cells, BusinessTime time, Dataset<Row> events) {
    List<Dimension> capped = cells.dimensions().stream().filter(Dimension::isCapped).toList();
    if (capped.isEmpty()) {
      return NONE;
    }
    List<Column> counts = new ArrayList<>();
    capped.forEach(d -> counts.add(approx_count_distinct(origin(d), ERROR).as(d.name())));
    List<Column> most = capped.stream().map(d -> max(d.name())).toList();
    Row row =
        events
            .groupBy(time.start(Grain.DAY, col("event_time")))
            .agg(counts.get(0), rest(counts))
            .agg(most.get(0), rest(most))
            .first();
    List<Dimension> wide = new ArrayList<>();
    for (int i = 0; i < capped.size(); i++) {
      if (!row.isNullAt(i) && row.getLong(i) > capped.get(i).cap() * SURELY_BELOW) {
        wide.add(capped.get(i));
      }
    }
    return new Caps(wide);
  }

  /**
   * @param rows with {@code by}, {@code grain}, {@code window} and {@code dimension}
   */
  Dataset<Row> applied(Dataset<Row> rows) {
    if (wide.isEmpty()) {
      return rows;
    }
    Column isOver = lit(false);
    for (Dimension d : wide) {
      isOver = isOver.or(col("by").equalTo(d.id()).and(col("place").gt(d.cap())));
    }
    return rows.withColumn("place", dense_rank().over(BY_HASH))
        .withColumn("dimension", when(isOver, Dimension.OTHER).otherwise(col("dimension")))
        .drop("place");
  }

  /** The event's column that the values are made from: it has no fewer of them. */
  private static Column origin(Dimension dimension) {
    return col(dimension.field().equals("ip_network") ? "ip" : dimension.field());
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }
}

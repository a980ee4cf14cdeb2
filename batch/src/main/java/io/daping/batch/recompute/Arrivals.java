package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Grain;
import io.daping.common.config.Settings.PerGrain;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How many events came in each window of {@code total}, counting or not, and how many of them later
 * than the grain's grace after the window's end.
 *
 * <p>In: accepted events. Out: {@code by}, {@code dimension}, {@code grain}, {@code window}, {@code
 * events}, {@code late}.
 */
public record Arrivals(TopicCells cells, BusinessTime time, PerGrain grace) {
  private static final StructType SCHEMA =
      new StructType()
          .add("by", DataTypes.IntegerType)
          .add("dimension", DataTypes.StringType)
          .add("grain", DataTypes.IntegerType)
          .add("window", DataTypes.LongType)
          .add("events", DataTypes.LongType)
          .add("late", DataTypes.LongType);

  /** No arrivals: records at their own time come when they come. */
  static Dataset<Row> none(SparkSession spark) {
    return spark.createDataFrame(List.of(), SCHEMA);
  }

  public Dataset<Row> of(Dataset<Row> events) {
    List<Grain> grains = List.of(Grain.values());
    Column[] windows = grains.stream().map(this::window).toArray(Column[]::new);
    return events
        .select(col("event_time"), unix_millis(col("record_time")).as("arrived"))
        .select(col("arrived"), explode(array(windows)).as("w"))
        .groupBy(
            lit(cells.total().id()).as("by"),
            lit("").as("dimension"),
            col("w.grain").as("grain"),
            col("w.window").as("window"))
        .agg(
            sum(lit(1L)).as("events"),
            sum(when(col("arrived").gt(col("w.deadline")), 1L).otherwise(0L)).as("late"));
  }

  private Column window(Grain grain) {
    Column start = time.start(grain, col("event_time"));
    return struct(
        lit(grain.ordinal()).as("grain"),
        start.as("window"),
        time.end(grain, start).plus(grace.of(grain).toMillis()).as("deadline"));
  }
}

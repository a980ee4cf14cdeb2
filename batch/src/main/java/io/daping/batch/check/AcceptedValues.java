package io.daping.batch.check;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.recompute.BusinessTime;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the catalogue keeps, of a window of the row's day, with a currency if it is money, and no
 * less than nothing if it counts something.
 */
record AcceptedValues() implements Check {
  private static final StructType KEPT =
      new StructType()
          .add("metric", DataTypes.StringType)
          .add("by", DataTypes.StringType)
          .add("grain", DataTypes.StringType)
          .add("is_money", DataTypes.BooleanType)
          .add("is_count", DataTypes.BooleanType)
          .add("is_kept", DataTypes.BooleanType);

  @Override
  public String name() {
    return "accepted_values";
  }

  @Override
  public Dataset<Row> breaches(Checked checked) {
    Dataset<Row> gold = checked.gold();
    Dataset<Row> kept = broadcast(kept(gold.sparkSession(), checked.catalogue()));
    Column wrong =
        when(col("is_kept").isNull(), "is not in the catalogue:")
            .when(not(isOnWindow(checked)), "is of no window of the day:")
            .when(col("is_money").notEqual(col("currency").isNotNull()), "has a wrong currency:")
            .when(col("is_count").and(col("value").lt(0)), "counts less than nothing:");
    return gold.join(kept, List.of("metric", "by", "grain").toArray(String[]::new), "left_outer")
        .withColumn("wrong", wrong)
        .where(col("wrong").isNotNull())
        .select(
            col("day"),
            concat_ws(
                    " ",
                    col("metric"),
                    col("wrong"),
                    col("grain"),
                    col("window_start"),
                    col("by"),
                    col("dimension"),
                    col("currency"),
                    col("value"))
                .as("what"));
  }

  private static Column isOnWindow(Checked checked) {
    BusinessTime time = new BusinessTime(checked.settings().zone());
    Column ms = unix_millis(col("window_start"));
    Column onGrain = lit(false);
    for (Grain grain : Grain.values()) {
      Column isStart = time.start(grain, ms).equalTo(ms);
      onGrain = onGrain.or(col("grain").equalTo(grain.grainName()).and(isStart));
    }
    return onGrain.and(time.day(ms).equalTo(col("day")));
  }

  private static boolean isCount(Metric metric) {
    return metric.state() == State.EVENTS || metric.state() == State.DISTINCT;
  }

  private static Dataset<Row> kept(SparkSession spark, Catalogue catalogue) {
    List<Row> rows = new ArrayList<>();
    for (Metric metric : catalogue.metrics()) {
      for (Dimension by : metric.by()) {
        for (Grain grain : Grain.values()) {
          if (metric.isKept(by, grain)) {
            rows.add(
                RowFactory.create(
                    metric.name(),
                    by.name(),
                    grain.grainName(),
                    metric.isMoney(),
                    isCount(metric),
                    true));
          }
        }
      }
    }
    return spark.createDataFrame(rows, KEPT);
  }
}

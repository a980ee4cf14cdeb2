package io.daping.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.sum;

import io.daping.batch.DayRange;
import io.daping.common.catalogue.Grain;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A day on which anything came has not far less events of a topic than the same day of the last
 * four weeks (their median, of three at least): what was lost on the way is found before it is
 * published. More than usual is what promotions are for. A day without any event is no matter of
 * this: whether anything was sent is what {@code completeness} knows.
 */
record UsualEvents() implements Check {
  private static final int WEEKS = 4;
  private static final int KNOWN_AT_LEAST = 3;

  @Override
  public String name() {
    return "usual_events";
  }

  @Override
  public Dataset<Row> breaches(Checked checked) {
    double least = checked.settings().batch().leastEventsPercent() / 100.0;
    Dataset<Row> all = events(checked);
    Dataset<Row> usual = usual(all);
    Dataset<Row> open = all.where(checked.range().holds(col("day"))).select("day").distinct();
    return usual
        .where(checked.range().holds(col("day")))
        .join(open, "day")
        .join(all, new String[] {"day", "source"}, "left_outer")
        .withColumn("events", coalesce(col("events"), lit(0L)))
        .where(col("events").lt(col("usual").multiply(least)))
        .select(
            col("day"),
            concat_ws(
                    " ",
                    col("events"),
                    lit("events of"),
                    col("source"),
                    lit("came, and usually"),
                    col("usual").cast("bigint"))
                .as("what"));
  }

  /** Events by day and source, of the days and of the weeks before them. */
  private static Dataset<Row> events(Checked checked) {
    DayRange range = checked.range();
    DayRange known = new DayRange(range.from().minusWeeks(WEEKS), range.to());
    return checked
        .arrivals()
        .where(known.predicate())
        .where(col("grain").equalTo(Grain.DAY.grainName()))
        .groupBy("day", "source")
        .agg(sum("events").as("events"));
  }

  /** Of each day the median of the same weekday before. */
  private static Dataset<Row> usual(Dataset<Row> events) {
    Dataset<Row> shifted = null;
    for (int week = 1; week <= WEEKS; week++) {
      Dataset<Row> one = events.withColumn("day", date_add(col("day"), 7 * week));
      shifted = shifted == null ? one : shifted.unionByName(one);
    }
    Column enough = col("n").geq(KNOWN_AT_LEAST);
    return shifted
        .groupBy("day", "source")
        .agg(median(col("events")).as("usual"), count(lit(1)).as("n"))
        .where(enough)
        .drop("n");
  }
}

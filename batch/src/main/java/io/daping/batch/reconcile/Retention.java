package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.daping.common.catalogue.Grain;
import io.daping.common.config.Settings.PerGrain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which grains of a day can be compared no more, because the stream's cells are kept for a while
 * only. The evidence is what is kept longer: when the oldest cell of a coarser grain was written
 * before the finer grain's time, then finer cells were, too, and are gone.
 */
record Retention(PerGrain keep, Instant now) {

  /** Whether a cell's day and grain are beyond comparison; for cells of both sides. */
  Column isGone(Dataset<Row> stream) {
    List<Row> oldest =
        stream.groupBy("day", "grain").agg(min("written").as("written")).collectAsList();
    Column gone = lit(false);
    for (Grain grain : List.of(Grain.MINUTE, Grain.HOUR)) {
      Object[] days = daysGone(grain, oldest);
      if (days.length > 0) {
        gone = gone.or(col("grain").equalTo(grain.ordinal()).and(col("day").isin(days)));
      }
    }
    return gone;
  }

  private Object[] daysGone(Grain grain, List<Row> oldest) {
    long limit = now.minus(keep.of(grain)).toEpochMilli();
    List<LocalDate> days = new ArrayList<>();
    for (Row row : oldest) {
      if (row.getInt(1) > grain.ordinal() && row.getLong(2) < limit) {
        days.add(row.getDate(0).toLocalDate());
      }
    }
    return days.stream().distinct().toArray();
  }
}

package io.daping.batch.history;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.recompute.FactRows;
import io.daping.common.event.Topic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The views that a paid line is owed to ({@link io.daping.common.fact.NightFacts#CONVERTED_VIEW}
 * and {@code event_time}), by the one rule of attribution.
 */
public final class Conversions {
  private Conversions() {}

  /**
   * @param browse counted browse events of the days wanted
   * @param attributions of what was paid on these days and the day after
   */
  public static Dataset<Row> of(Dataset<Row> browse, Dataset<Row> attributions) {
    Dataset<Row> converting =
        attributions.select(col("view_event_id")).where(col("view_event_id").isNotNull());
    return FactRows.of(
        Topic.BROWSE,
        browse.join(converting, col("event_id").equalTo(col("view_event_id")), "left_semi"));
  }
}

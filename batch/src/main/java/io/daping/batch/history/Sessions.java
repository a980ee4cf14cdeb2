package io.daping.batch.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;

import io.daping.batch.DayRange;
import io.daping.common.fact.NightFacts;
import io.daping.common.spark.FactSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Browse events to the sessions that begin on some days ({@link NightFacts#SESSION} and {@code
 * event_time}). What belongs to a session is looked for from the beginning of the day before to the
 * end of the day after: a visitor who pauses for 30 minutes once a day is told exactly; the session
 * of one who never does begins with the day before.
 */
public final class Sessions {
  private static final StructType FACTS =
      FactSchema.of(NightFacts.SESSION).add("event_time", DataTypes.LongType);

  private Sessions() {}

  /**
   * @param browse counted browse events of the range and of the days before and after
   */
  public static Dataset<Row> of(DayRange range, Dataset<Row> browse) {
    Dataset<Row> steps =
        browse.select(
            col("visitor_id").as("who"),
            unix_date(col("day")).as("epoch_day"),
            col("event_time"),
            lit(0).as("rank"),
            col("event_id"));
    return Walks.of(range, 1, 1, SessionWalk::new).facts(steps, FACTS);
  }
}

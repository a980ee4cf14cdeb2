package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.DayRange;
import io.daping.common.config.Settings.PerGrain;
import io.daping.common.fact.Source;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A topic's silver to its cells.
 *
 * @param grace after a window's end, before an arrival is late
 */
public record Recompute(TopicCells cells, BusinessTime time, PerGrain grace) {

  /**
   * The events of a range of days, with {@code fate}.
   *
   * @param silver the range and its surroundings, which decide with it
   */
  public Dataset<Row> judged(Dataset<Row> silver, DayRange range) {
    Dataset<Row> once = Deduplication.judged(silver);
    Dataset<Row> judged = cells.source() == Source.ORDER ? OrderCounting.counted(once) : once;
    return judged.where(range.holds(col("day")));
  }

  /** The cells of judged events, see {@link CellRows}. */
  public Dataset<Row> cells(Dataset<Row> judged) {
    Dataset<Row> counted = judged.where(Fate.isCounted());
    Dataset<Row> facts = FactRows.of(cells.topic().orElseThrow(), counted);
    return new CellRows(cells, time)
        .of(
            new Spread(cells, time).ofEvents(facts),
            new Arrivals(cells, time, grace).of(judged.where(Fate.isAccepted())),
            Caps.of(cells, time, counted));
  }
}

package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.DayRange;
import io.daping.common.config.Settings.PerGrain;
import io.daping.common.fact.NightFacts;
import io.daping.common.fact.Source;
import java.util.Map;
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

  /** The cells of judged events, without what takes a history; see {@link CellRows}. */
  public Dataset<Row> cells(Dataset<Row> judged) {
    return cells(judged, Map.of());
  }

  /**
   * The cells of judged events and of what the night alone makes.
   *
   * @param histories facts by their kind; of kinds of other topics nothing is taken
   */
  public Dataset<Row> cells(Dataset<Row> judged, Map<NightFacts, Dataset<Row>> histories) {
    CellRows rows = new CellRows(cells, time);
    Dataset<Row> facts = FactRows.of(cells.topic(), judged.where(Fate.isCounted()));
    TopicCells streamed = cells.streamed();
    Dataset<Row> ofEvents = rows.parts(streamed, facts, Caps.of(streamed, time, facts));
    Dataset<Row> parts =
        HistoryRows.of(histories, cells.topic())
            .map(nightly -> rows.parts(cells.nightly(histories.keySet()), nightly, Caps.NONE))
            .map(nightly -> ofEvents.unionByName(nightly, true))
            .orElse(ofEvents);
    return rows.of(parts, new Arrivals(cells, time, grace).of(judged.where(Fate.isAccepted())));
  }
}

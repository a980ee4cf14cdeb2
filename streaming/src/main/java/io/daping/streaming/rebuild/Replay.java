package io.daping.streaming.rebuild;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.metrics.RunningCount;
import io.daping.streaming.metrics.RunningCount.Counted;
import io.daping.streaming.query.ProgressLog;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts slices of the log, one after another, as the metrics' query counts micro-batches.
 *
 * <p>Timestamps grow with the slices. Each is about when its records were first counted, since the
 * times that cells are kept are reckoned from them, and never later than the beginning of the
 * replay, so that whatever the queries write next is later.
 */
final class Replay {
  private final BronzeLog bronze;
  private final RunningCount count;
  private final ProgressLog progress;
  private final Consumer<String> told;
  private final long begun = System.currentTimeMillis();
  private Reached reached;

  /**
   * @param told hears how far it is
   * @param reached where an earlier replay into the same tables ended
   */
  Replay(
      BronzeLog bronze,
      RunningCount count,
      ProgressLog progress,
      Consumer<String> told,
      Reached reached) {
    this.bronze = bronze;
    this.count = count;
    this.progress = progress;
    this.told = told;
    this.reached = reached;
  }

  /** A timestamp below that of all these slices, for what was before them. */
  long before(List<Slice> slices) {
    long newest = slices.stream().mapToLong(Slice::newest).min().orElse(begun);
    return Math.min(newest, begun - slices.size()) - 1;
  }

  /**
   * @param more slices that will follow in a later call
   */
  void run(List<Slice> slices, int more) {
    for (int i = 0; i < slices.size(); i++) {
      int left = slices.size() - i - 1 + more;
      run(slices.get(i), left);
      told.accept("%,d slices of the log counted, %,d left".formatted(reached.batches(), left));
    }
  }

  private void run(Slice slice, int left) {
    long begunSlice = System.currentTimeMillis();
    long timestamp = Math.max(reached.timestamp() + 1, Math.min(slice.newest(), begun - left));
    MicroBatch batch =
        new MicroBatch(
            reached.batches(), 0, timestamp, slice.starts().byTopic(), slice.ends().byTopic());
    Counted counted = count.count(bronze.rows(slice), batch);
    progress.finished(batch, counted.summaries(), System.currentTimeMillis() - begunSlice);
    long cells = counted.cells().values().stream().mapToLong(Map::size).sum();
    reached =
        new Reached(
            reached.end().furthest(slice.ends()),
            timestamp,
            reached.batches() + 1,
            reached.cells() + cells,
            reached.accepted() + accepted(counted.added().get(Grain.DAY)));
  }

  private static long accepted(Map<CellKey, Cell> days) {
    return days.entrySet().stream()
        .filter(cell -> cell.getKey().dimension().isTotal())
        .mapToLong(cell -> cell.getValue().events())
        .sum();
  }

  /** Where it is now. */
  Reached reached() {
    return reached;
  }
}

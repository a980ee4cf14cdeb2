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
  private long timestamp;
  private long number = -1;
  private long accepted;
  private long cells;

  /**
   * @param told hears how far it is
   */
  Replay(BronzeLog bronze, RunningCount count, ProgressLog progress, Consumer<String> told) {
    this.bronze = bronze;
    this.count = count;
    this.progress = progress;
    this.told = told;
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
      told.accept("%,d slices of the log counted, %,d left".formatted(number + 1, left));
    }
  }

  private void run(Slice slice, int left) {
    long begunSlice = System.currentTimeMillis();
    timestamp = Math.max(timestamp + 1, Math.min(slice.newest(), begun - left));
    MicroBatch batch =
        new MicroBatch(++number, 0, timestamp, slice.starts().byTopic(), slice.ends().byTopic());
    Counted counted = count.count(bronze.rows(slice), batch);
    progress.finished(batch, counted.summaries(), System.currentTimeMillis() - begunSlice);
    counted.cells().values().forEach(written -> cells += written.size());
    accepted += accepted(counted.added().get(Grain.DAY));
  }

  private static long accepted(Map<CellKey, Cell> days) {
    return days.entrySet().stream()
        .filter(cell -> cell.getKey().dimension().isTotal())
        .mapToLong(cell -> cell.getValue().events())
        .sum();
  }

  /** Of the last slice; 0 before any. */
  long timestamp() {
    return timestamp;
  }

  /** How many slices were counted. */
  long slices() {
    return number + 1;
  }

  /** How many events were accepted; those of windows that are not written are not among them. */
  long accepted() {
    return accepted;
  }

  /** How many cells were written, each time one was. */
  long cellsWritten() {
    return cells;
  }
}

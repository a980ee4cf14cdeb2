package io.daping.streaming.metrics;

import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Windows;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.function.BiConsumer;

/** How many events came in each window of a grain, and how many of them late. For one thread. */
final class Arrived {
  private static final MetricState[] NO_STATES = {};
  private static final int[] NO_IDS = {};

  private final TopicPlan plan;
  private final int catalogueVersion;
  private final Grain grain;
  private final long graceMs;
  private final Windows windows;
  private final Long2ObjectOpenHashMap<long[]> counts = new Long2ObjectOpenHashMap<>();

  /** The window of the last event, which is mostly that of the next. */
  private long[] window;

  private long start;
  private long end;

  Arrived(TopicPlan plan, MetricsPlan metrics, Grain grain) {
    this.plan = plan;
    this.catalogueVersion = metrics.catalogueVersion();
    this.grain = grain;
    this.graceMs = metrics.graceMs(grain);
    this.windows = new Windows(metrics.zone());
  }

  void count(long eventTime, long recordTime) {
    if (window == null || eventTime < start || eventTime >= end) {
      enter(eventTime);
    }
    window[0]++;
    if (recordTime > end + graceMs) {
      window[1]++;
    }
  }

  private void enter(long eventTime) {
    start = windows.start(grain, eventTime);
    end = windows.end(grain, eventTime);
    window = counts.computeIfAbsent(start, w -> new long[2]);
  }

  /** Hands them over as cells without metrics. */
  void cells(BiConsumer<CellKey, Cell> reader) {
    counts.forEach(
        (start, count) ->
            reader.accept(
                new CellKey(plan.source(), plan.total(), "", grain, start),
                Cell.of(catalogueVersion, NO_IDS, NO_STATES, count[0], count[1])));
  }
}

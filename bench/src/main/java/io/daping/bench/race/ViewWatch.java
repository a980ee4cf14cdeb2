package io.daping.bench.race;

import io.daping.bench.peers.QuerySet;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads an engine's cells of {@code pv} per minute again and again, from a moment on. */
final class ViewWatch {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long MINUTE_MS = 60_000;

  private final CellStore store;
  private final Metric views;
  private final Dimension total;
  private final long since;
  private long before;

  /**
   * How many views of a wave the cells held when a reader had read them.
   *
   * @param at epoch milliseconds
   */
  record Sighting(long views, long at) {}

  ViewWatch(HBase hbase, Settings settings, long since) {
    this.store = new CellStore(hbase, new RowKeys(settings.hbase().saltBuckets()));
    this.views = QuerySet.catalogue().metric("pv").orElseThrow();
    this.total = views.by().stream().filter(Dimension::isTotal).findFirst().orElseThrow();
    this.since = since - Math.floorMod(since, MINUTE_MS);
  }

  /**
   * Watches until all views of a wave are counted, those before it being so already.
   *
   * @param sent done when the last view was sent, with the time of each
   * @param patience how long the last ones may take
   * @return one sighting for each new count, in order
   */
  List<Sighting> until(CompletableFuture<long[]> sent, Duration patience) {
    List<Sighting> sightings = new ArrayList<>();
    long counted = 0;
    long end = Long.MAX_VALUE;
    while (!sent.isDone() || counted < sent.join().length) {
      long now = views() - before;
      if (now > counted) {
        counted = now;
        sightings.add(new Sighting(now, System.currentTimeMillis()));
      }
      end = sent.isDone() && end == Long.MAX_VALUE ? System.nanoTime() + patience.toNanos() : end;
      if (System.nanoTime() > end) {
        throw new Failure(
            "%d of %d views are counted %d s after the last was sent"
                .formatted(counted, sent.join().length, patience.toSeconds()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    before += counted;
    return sightings;
  }

  private long views() {
    List<CellKey> minutes = new ArrayList<>();
    for (long window = since; window <= System.currentTimeMillis(); window += MINUTE_MS) {
      minutes.add(new CellKey(views.source(), total, "", Grain.MINUTE, window));
    }
    return store.get(Family.REALTIME, Grain.MINUTE, minutes).stream()
        .flatMap(stored -> stored.cell().state(views.id()).stream())
        .mapToLong(state -> ((Total) state).value())
        .sum();
  }
}

package io.daping.common.serve;

import io.daping.common.hbase.CellStore.Stored;
import java.time.Instant;
import java.util.OptionalInt;

/** How far the cells of an answer can be trusted. For one thread. */
final class Extent {
  private long newest = Long.MIN_VALUE;
  private int definition = Integer.MIN_VALUE;
  private long events;
  private long late;

  void take(Stored stored) {
    newest = Math.max(newest, stored.timestamp());
    definition = Math.max(definition, stored.cell().catalogueVersion());
    events += stored.cell().events();
    late += stored.cell().late();
  }

  /** When the newest cell was written; null without any. */
  Instant newest() {
    return newest == Long.MIN_VALUE ? null : Instant.ofEpochMilli(newest);
  }

  /** The newest definitions that made any of them. */
  OptionalInt definition() {
    return definition == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(definition);
  }

  /** Share of late events; only cells of {@code total} count them. */
  double lateShare() {
    return events == 0 ? 0 : (double) late / events;
  }
}

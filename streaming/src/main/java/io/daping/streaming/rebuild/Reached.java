package io.daping.streaming.rebuild;

import io.daping.common.hbase.QueryProgress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a replay ended, for another to go on from.
 *
 * @param end the offsets after the last records
 * @param timestamp of the last slice; 0 before any
 * @param batches slices that were counted
 * @param cells written, once for each slice that touched one
 * @param accepted events; those of windows that are not written are not among them
 */
record Reached(Positions end, long timestamp, long batches, long cells, long accepted) {
  static final Reached NOTHING = new Reached(Positions.NONE, 0, 0, 0, 0);

  /** Out of {@link #fields} and what the replay told of itself. */
  static Reached of(Map<String, Object> fields, QueryProgress progress) {
    return new Reached(
        Positions.of(progress.offsets()),
        progress.asOf().toEpochMilli(),
        number(fields, "batches"),
        number(fields, "cells"),
        number(fields, "accepted"));
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("batches", batches);
    fields.put("cells", cells);
    fields.put("accepted", accepted);
    return fields;
  }

  private static long number(Map<String, Object> fields, String name) {
    return ((Number) fields.get(name)).longValue();
  }
}

package io.daping.common.catalogue;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Window starts and ends as epoch milliseconds. The zone's rules are asked once an hour of event
 * time, not once an event. Not safe for two threads.
 */
public final class Windows {
  private static final long MINUTE_MS = 60_000;

  private final ZoneId zone;
  private final long[] starts = new long[Grain.values().length];
  private final long[] ends = new long[Grain.values().length];

  public Windows(ZoneId zone) {
    this.zone = zone;
  }

  /** The start of the window that holds this time. */
  public long start(Grain grain, long time) {
    if (grain == Grain.MINUTE) {
      return time - Math.floorMod(time, MINUTE_MS);
    }
    find(grain, time);
    return starts[grain.ordinal()];
  }

  /** The end of the window that holds this time. */
  public long end(Grain grain, long time) {
    if (grain == Grain.MINUTE) {
      return start(grain, time) + MINUTE_MS;
    }
    find(grain, time);
    return ends[grain.ordinal()];
  }

  private void find(Grain grain, long time) {
    int g = grain.ordinal();
    if (time < starts[g] || time >= ends[g]) {
      Instant start = grain.windowStart(Instant.ofEpochMilli(time), zone);
      starts[g] = start.toEpochMilli();
      ends[g] = grain.windowEnd(start, zone).toEpochMilli();
    }
  }
}

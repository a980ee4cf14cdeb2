package io.daping.common.hbase;

import java.time.Instant;
import java.util.Map;

/**
 * Stands in the control table while a rebuild fills the tables from Delta.
 *
 * @param begun when the rebuild began
 * @param at when this was said
 * @param stage how far it is
 * @param result what has come of it so far, by name; empty while something is being filled
 */
public record RebuildMark(Instant begun, Instant at, Stage stage, Map<String, Object> result) {
  /** How far a rebuild is. */
  public enum Stage {
    /** Something is being filled: who finds this later finds tables that nobody can go on with. */
    FILLING,
    /** All that was in Delta then is counted, and more can be counted behind it. */
    WARM,
    /** The stream's part is whole. */
    STREAMED
  }

  /** Filling begins. */
  public static RebuildMark beginning(Instant now) {
    return new RebuildMark(now, now, Stage.FILLING, Map.of());
  }

  /** The next stage of the same rebuild. */
  public RebuildMark next(Stage next, Map<String, Object> soFar, Instant now) {
    return new RebuildMark(begun, now.isAfter(at) ? now : at.plusMillis(1), next, soFar);
  }
}

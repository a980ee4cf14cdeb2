package io.daping.common.hbase;

import java.time.Instant;
import java.util.Map;

/**
 * Stands in the control table while a rebuild fills the tables from Delta.
 *
 * @param begun when the rebuild began
 * @param at when this was said
 * @param streamed what came of the stream's part; null before that is whole
 */
public record RebuildMark(Instant begun, Instant at, Map<String, Object> streamed) {
  /** Nothing is whole yet. */
  public static RebuildMark beginning(Instant now) {
    return new RebuildMark(now, now, null);
  }

  /** The stream's part is whole. */
  public RebuildMark streamed(Map<String, Object> result, Instant now) {
    return new RebuildMark(begun, now.isAfter(at) ? now : at.plusMillis(1), result);
  }
}

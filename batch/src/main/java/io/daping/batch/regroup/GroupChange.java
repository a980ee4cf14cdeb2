package io.daping.batch.regroup;

/**
 * How many errors of the days asked for a group has, before and after.
 *
 * @param title null when nobody needed it yet
 */
public record GroupChange(String group, String title, long before, long after) {
  /** What became of the group. */
  public String kind() {
    if (before == 0) {
      return "appears";
    }
    return after == 0 ? "vanishes" : after > before ? "grows" : "shrinks";
  }
}

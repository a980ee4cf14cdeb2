package io.daping.services.wall;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A minute's value; in JSON the pair {@code [epochMs, value]}. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record MinutePoint(long epochMs, long value) {

  /** The points that are new, or whose value is. */
  static List<MinutePoint> changed(List<MinutePoint> before, List<MinutePoint> now) {
    Set<MinutePoint> known = new HashSet<>(before);
    return now.stream().filter(point -> !known.contains(point)).toList();
  }

  /** Whether every minute of before is still there, with whatever value. */
  static boolean allKept(List<MinutePoint> before, List<MinutePoint> now) {
    Set<Long> minutes = new HashSet<>();
    now.forEach(point -> minutes.add(point.epochMs()));
    return before.stream().allMatch(point -> minutes.contains(point.epochMs()));
  }
}

package io.daping.batch.fsck;

import io.daping.batch.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The days that somebody asked for.
 *
 * @param range null for all
 */
record ChosenDays(DayRange range) {
  private static final int LONGEST = 31;

  /** Those of them that have a value. */
  <T> SortedMap<LocalDate, T> of(Map<LocalDate, T> all) {
    SortedMap<LocalDate, T> chosen = new TreeMap<>(all);
    return range == null ? chosen : chosen.subMap(range.from(), range.to());
  }

  /** Neighbouring days together, a month at most. */
  static List<DayRange> spans(Collection<LocalDate> days) {
    List<DayRange> spans = new ArrayList<>();
    LocalDate from = null;
    LocalDate end = null;
    for (LocalDate day : new TreeSet<>(days)) {
      if (from != null && (!day.equals(end) || !from.plusDays(LONGEST).isAfter(day))) {
        spans.add(new DayRange(from, end));
        from = null;
      }
      from = from == null ? day : from;
      end = day.plusDays(1);
    }
    if (from != null) {
      spans.add(new DayRange(from, end));
    }
    return spans;
  }
}

package io.daping.streaming.rebuild;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Cuts a log into slices: day by day of when the records were taken in, and days of many records
 * into equal parts. Within a partition the slices follow each other, whatever the days say.
 */
final class Slices {
  private final List<Extent> extents;
  private final long most;

  /**
   * @param extents not empty ones
   * @param most records of a slice, about
   */
  Slices(List<Extent> extents, long most) {
    this.extents = extents;
    this.most = most;
  }

  List<Slice> cut() {
    TreeMap<LocalDate, List<Extent>> days = new TreeMap<>();
    extents.forEach(e -> days.computeIfAbsent(e.taken(), d -> new ArrayList<>()).add(e));
    List<Slice> slices = new ArrayList<>();
    Positions reached = beginning();
    for (List<Extent> day : days.values()) {
      Positions end = reached.furthest(end(day));
      long newest = day.stream().mapToLong(Extent::newest).max().orElseThrow();
      slices.addAll(ofDay(reached, end, newest));
      reached = end;
    }
    return slices;
  }

  private List<Slice> ofDay(Positions from, Positions to, long newest) {
    long records = to.offsets().keySet().stream().mapToLong(p -> to.of(p) - from.of(p)).sum();
    long parts = (records + most - 1) / most;
    List<Slice> slices = new ArrayList<>();
    Positions start = from;
    for (long part = 1; part <= parts; part++) {
      Positions end = between(from, to, part, parts);
      slices.add(new Slice(start, end, recordDays(start, end), newest));
      start = end;
    }
    return slices;
  }

  private static Positions between(Positions from, Positions to, long part, long parts) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    to.offsets()
        .forEach((p, end) -> offsets.put(p, from.of(p) + (end - from.of(p)) * part / parts));
    return new Positions(offsets);
  }

  private Set<LocalDate> recordDays(Positions start, Positions end) {
    Set<LocalDate> days = new HashSet<>();
    for (Extent extent : extents) {
      if (!extent.from(start).before(end).isEmpty()) {
        days.add(extent.recordDay());
      }
    }
    return days;
  }

  private Positions beginning() {
    Map<TopicPartition, Long> least = new HashMap<>();
    extents.forEach(e -> least.merge(e.partition(), e.from(), Math::min));
    return new Positions(least);
  }

  private static Positions end(List<Extent> some) {
    Map<TopicPartition, Long> most = new HashMap<>();
    some.forEach(e -> most.merge(e.partition(), e.to(), Math::max));
    return new Positions(most);
  }
}

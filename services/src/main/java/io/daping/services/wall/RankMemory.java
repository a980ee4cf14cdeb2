package io.daping.services.wall;

import io.daping.common.serve.MetricAnswer.Row;
import io.daping.services.wall.WallNumbers.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Earlier rankings of the day as this process saw them, one a minute: items have no cells of
 * minutes from which the ranking of then could be told. A comparison says when the earlier one was
 * seen. For one thread.
 */
final class RankMemory {
  static final Duration COMPARED = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofMinutes(1);

  private final Deque<Seen> seen = new ArrayDeque<>();
  private LocalDate day;

  private record Place(int rank, long value) {}

  private record Seen(Instant at, Map<String, Place> places) {}

  /** Sees a day's ranking; those of another day are of no use. */
  void see(Instant now, LocalDate ofDay, List<Row> ranking) {
    if (!ofDay.equals(day)) {
      seen.clear();
      day = ofDay;
    }
    if (seen.isEmpty() || !now.isBefore(seen.getLast().at().plus(STEP))) {
      seen.addLast(new Seen(now, places(ranking)));
    }
    while (seen.size() > 1 && seen.getFirst().at().plus(COMPARED).plus(STEP).isBefore(now)) {
      seen.removeFirst();
    }
  }

  /**
   * How a row has changed against the ranking of about five minutes ago, or the first one that was
   * seen; null if that did not have it, or there is no earlier one.
   */
  Change change(Instant now, Row row) {
    Seen earlier = seen.peekFirst();
    Place before = earlier == null ? null : earlier.places().get(row.dimension());
    if (before == null || earlier.at().plus(STEP).isAfter(now)) {
      return null;
    }
    return new Change(
        before.rank() - row.rank().orElseThrow(),
        row.whole() - before.value(),
        earlier.at().toEpochMilli());
  }

  private static Map<String, Place> places(List<Row> ranking) {
    Map<String, Place> places = new HashMap<>();
    for (Row row : ranking) {
      row.rank().ifPresent(rank -> places.put(row.dimension(), new Place(rank, row.whole())));
    }
    return places;
  }
}

package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.MetricState;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A window each minute, made of the minutes in it: their states merge, so it is as exact as they
 * are. Shown are the windows that lie wholly in the range, up to that of the newest minute. For one
 * thread.
 */
final class Sliding implements CellReading {
  private static final long MINUTE_MS = 60_000;

  private final Asked asked;
  private final MetricQuery query;
  private final Predicate<Instant> isFinal;
  private final Map<Slot, Map<Metric, MetricState>> slots = new HashMap<>();
  private long newest = Long.MIN_VALUE;

  /**
   * @param isFinal whether a window that ends then is
   */
  Sliding(Asked asked, MetricQuery query, Predicate<Instant> isFinal) {
    this.asked = asked;
    this.query = query;
    this.isFinal = isFinal;
  }

  /** A value in a window. */
  private record Slot(long start, String value) {}

  /**
   * Checks the length of sliding windows.
   *
   * @throws BadQuery when they cannot be made of minutes
   */
  static void check(MetricQuery query) {
    Duration length = query.window();
    if (query.grain() != Grain.MINUTE
        || length.toMillis() % MINUTE_MS != 0
        || length.toMinutes() < 1
        || length.toHours() >= 1 && !length.equals(Duration.ofHours(1))) {
      throw new BadQuery(
          "window must be whole minutes up to 60m, of grain minute; was "
              + length.toMinutes()
              + "m of grain "
              + query.grain().grainName());
    }
  }

  @Override
  public void take(Stored stored) {
    long minute = stored.key().window();
    newest = Math.max(newest, minute);
    long first = minute - query.window().toMillis() + MINUTE_MS;
    long from = query.from().toEpochMilli();
    for (long start = first; start <= minute; start += MINUTE_MS) {
      if (start >= from) {
        add(new Slot(start, stored.key().value()), stored);
      }
    }
  }

  private void add(Slot slot, Stored stored) {
    Map<Metric, MetricState> states = slots.computeIfAbsent(slot, s -> new HashMap<>());
    if (slots.size() > MetricQuery.MOST_ROWS) {
      throw new BadQuery(
          "more than "
              + MetricQuery.MOST_ROWS
              + " numbers, which do not fit an answer: narrow the range, or ask for the top");
    }
    asked.figure().metrics().forEach(metric -> Ranking.add(metric, stored, states));
  }

  @Override
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    slots.forEach(
        (slot, states) -> {
          Instant end = Instant.ofEpochMilli(slot.start()).plus(query.window());
          Reading reading =
              asked.figure().read(m -> Optional.ofNullable(states.get(m))).get(asked.readingsOf());
          if (reading != null && isOver(end)) {
            rows.add(row(slot, reading, end));
          }
        });
    rows.sort(
        Comparator.comparing(Row::windowStart).thenComparing(Row::dimension, Ranked.BYTE_BY_BYTE));
    return rows;
  }

  private boolean isOver(Instant end) {
    return !end.isAfter(query.to()) && end.toEpochMilli() <= newest + MINUTE_MS;
  }

  private Row row(Slot slot, Reading reading, Instant end) {
    return new Row(
        Instant.ofEpochMilli(slot.start()),
        slot.value(),
        BigDecimal.valueOf(reading.value(), asked.figure().decimals()),
        reading.error(),
        OptionalInt.empty(),
        isFinal.test(end) ? Standing.FINAL : Standing.PROVISIONAL,
        null);
  }
}

package io.daping.batch.maintain;

import io.daping.batch.store.StoredTable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which days of which tables nobody writes to any more, but for what comes late.
 *
 * @param paired how long after its day the stream may still change a row of {@code attributions}
 */
record DaysOver(Clock clock, ZoneId zone, Duration paired) {
  private static final Set<String> DAYS = Set.of("day", "record_day", "repaired_day");
  private static final String MONTH = "month";
  private static final String CHANGED_LATER = "attributions";

  /** The column of days or months that a table's files are split by; empty without. */
  Optional<String> column(StoredTable table) {
    List<String> split =
        CollectionConverters.asJava(table.snapshot().metadata().partitionColumns());
    return split.stream().findFirst().filter(name -> DAYS.contains(name) || name.equals(MONTH));
  }

  /** Whether a day is over, wherever: in the business zone and in UTC. */
  boolean isOver(StoredTable table, LocalDate day) {
    LocalDate end = column(table).orElseThrow().equals(MONTH) ? day.plusMonths(1) : day.plusDays(1);
    if (table.name().equals(CHANGED_LATER)) {
      end = end.plusDays(1 + paired.toDays());
    }
    return !end.isAfter(today(zone)) && !end.isAfter(today(ZoneOffset.UTC));
  }

  private LocalDate today(ZoneId where) {
    return LocalDate.ofInstant(clock.instant(), where);
  }
}

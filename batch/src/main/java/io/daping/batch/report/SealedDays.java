package io.daping.batch.report;

import io.daping.batch.DayRange;
import io.daping.batch.Silver;
import io.daping.batch.publish.SealLog;
import io.daping.common.fault.Failure;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A report is of days whose numbers stand. */
record SealedDays(Silver silver) {
  /**
   * @throws Failure naming the days that are not sealed
   */
  void check(DayRange days) {
    Set<LocalDate> sealed = new SealLog(silver.spark(), silver.settings()).latest(days).keySet();
    List<LocalDate> open = days.days().stream().filter(day -> !sealed.contains(day)).toList();
    if (!open.isEmpty()) {
      throw new Failure(
          "not sealed: %s; a report is of numbers that stand: run `bin/daping batch %s` first"
              .formatted(
                  open.stream().map(LocalDate::toString).collect(Collectors.joining(", ")),
                  open.get(0)));
    }
  }
}

package io.daping.batch.run;

import java.time.LocalDate;

/**
 * What a step did with one day.
 *
 * @param day null for a step that is of no day
 * @param rows that were written or looked at
 * @param digest of the day's rows in gold and arrivals, as the step made or saw them; null if it
 *     saw none
 * @param detail JSON of the step's own form, null without
 */
public record DayRun(LocalDate day, boolean passed, long rows, Long digest, String detail) {}

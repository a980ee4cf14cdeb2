package io.daping.batch;

import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.run.DayRun;

/**
 * What the night made of one day.
 *
 * @param rows of gold
 * @param check whether they keep the rules
 * @param sealed whether readers see the night's numbers from now on
 */
public record DayResult(long rows, DayRun check, DayComparison comparison, boolean sealed) {}

package io.daping.batch;

import io.daping.batch.reconcile.DayComparison;

/**
 * What the night made of one day.
 *
 * @param rows of gold
 * @param sealed whether readers see the night's numbers from now on
 */
public record DayResult(long rows, DayComparison comparison, boolean sealed) {}

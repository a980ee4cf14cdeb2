package io.daping.streaming.rebuild;

import java.time.LocalDate;
import java.util.Set;

/**
 * A run of the log in each partition: one micro-batch of the replay.
 *
 * @param starts first offsets
 * @param ends offsets after the last
 * @param recordDays days of bronze that hold it
 * @param newest when the last of its records was taken in, at the latest; epoch milliseconds
 */
record Slice(Positions starts, Positions ends, Set<LocalDate> recordDays, long newest) {}

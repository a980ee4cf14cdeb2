package io.daping.batch.check;

import java.time.LocalDate;

/**
 * A rule that a day breaks.
 *
 * @param count how often
 * @param example one of them, in words
 */
public record Breach(LocalDate day, String check, long count, String example) {}

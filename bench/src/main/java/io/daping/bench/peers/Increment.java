package io.daping.bench.peers;

/**
 * What one event, or one line of it, adds to one cell.
 *
 * @param count added to the count
 * @param currency ISO 4217, or null where there is no money
 * @param amount minor units
 * @param visitor to be told apart from others, or null
 */
public record Increment(CellName cell, long count, String currency, long amount, String visitor) {}

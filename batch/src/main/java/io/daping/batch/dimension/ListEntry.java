package io.daping.batch.dimension;

import java.util.Map;

/**
 * One entry of a list, as it was written.
 *
 * @param line where it stands, from 1; of a table the row's number
 * @param values column to text; what is empty or null is absent
 */
record ListEntry(long line, Map<String, String> values) {}

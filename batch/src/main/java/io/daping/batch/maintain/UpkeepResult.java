package io.daping.batch.maintain;

import java.util.List;
import java.util.Map;

/**
 * What came of one kind of upkeep.
 *
 * @param done what was changed, a line each
 * @param left what is due and had to be left, and why
 */
public record UpkeepResult(
    String name, double seconds, Map<String, Long> figures, List<String> done, List<String> left) {}

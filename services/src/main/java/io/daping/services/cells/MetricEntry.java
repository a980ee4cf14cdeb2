package io.daping.services.cells;

import java.util.List;

/**
 * What a reader may ask for: one metric of the catalogue.
 *
 * @param unit {@code count}, {@code money} …, as the catalogue says
 * @param dimensions names for {@code by}, {@code total} among them
 * @param grains {@code minute}, {@code hour}, {@code day}
 */
public record MetricEntry(
    String name, String unit, List<String> dimensions, List<String> grains, String description) {}

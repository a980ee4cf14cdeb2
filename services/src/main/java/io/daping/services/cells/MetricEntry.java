package io.daping.services.cells;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.util.List;
import java.util.Locale;

/**
 * What a reader may ask for: one metric of the catalogue.
 *
 * @param unit {@code count}, {@code money} …, as the catalogue says
 * @param madeBy {@code night} when days that are not sealed have no number; else null
 * @param dimensions names for {@code by}, {@code total} among them
 * @param grains {@code minute}, {@code hour}, {@code day}
 */
public record MetricEntry(
    String name,
    String unit,
    @JsonInclude(JsonInclude.Include.NON_NULL) String madeBy,
    List<String> dimensions,
    List<String> grains,
    String description) {

  /** What of a definition matters to readers. */
  public static MetricEntry of(Metric metric) {
    return new MetricEntry(
        metric.name(),
        metric.unit().name().toLowerCase(Locale.ROOT),
        metric.isNightly() ? "night" : null,
        metric.by().stream().map(Dimension::name).toList(),
        metric.grains().stream().map(Grain::grainName).toList(),
        metric.description());
  }
}

package io.daping.batch.recompute;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The metrics of one source and the cells that they are kept in. */
public record TopicCells(Source source, List<Metric> metrics, List<Dimension> dimensions)
    implements Serializable {

  /** A catalogue's sources that have metrics. */
  public static List<TopicCells> of(Catalogue catalogue) {
    return Arrays.stream(Source.values())
        .map(s -> new TopicCells(s, catalogue.of(s), catalogue.dimensions(s)))
        .filter(cells -> !cells.metrics.isEmpty())
        .toList();
  }

  /** The topic whose accepted events are counted; none for the intake's records. */
  public Optional<Topic> topic() {
    return source.topic();
  }

  /** The grains that any metric keeps cells of a dimension at, the finest first. */
  public List<Grain> grains(Dimension dimension) {
    return Arrays.stream(Grain.values())
        .filter(grain -> metrics.stream().anyMatch(m -> m.isKept(dimension, grain)))
        .toList();
  }

  /** The metrics that add up: over events, then over windows. */
  List<Metric> additive() {
    return metrics.stream().filter(m -> !isToldApart(m)).toList();
  }

  /** The metrics that tell values apart: distinct counts and quantiles. */
  List<Metric> toldApart() {
    return metrics.stream().filter(this::isToldApart).toList();
  }

  /** Whether a metric's facts are kept one by one, by their values. */
  public boolean isToldApart(Metric metric) {
    return metric.state() == State.DISTINCT || metric.state() == State.QUANTILE;
  }

  /** The dimension whose cells also count arrivals. */
  Dimension total() {
    return dimensions.stream()
        .filter(Dimension::isTotal)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("no metric of " + source.sourceName() + " is by total"));
  }

  /**
   * What names an event among the facts; the order first, since its events stand together. Records
   * are counted before they are facts.
   */
  public List<String> eventColumns() {
    return switch (source) {
      case ORDER -> List.of("order_id", "event_id");
      case INTAKE -> List.of();
      default -> List.of("event_id");
    };
  }

  boolean hasMoney() {
    return metrics.stream().anyMatch(Metric::isMoney);
  }

  static String column(Metric metric) {
    return "m" + metric.id();
  }
}

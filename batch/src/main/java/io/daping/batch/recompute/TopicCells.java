package io.daping.batch.recompute;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.event.Topic;
import io.daping.common.fact.NightFacts;
import io.daping.common.fact.Source;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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

  /** Those of them that count accepted events of a topic. */
  public static List<TopicCells> ofTopics(Catalogue catalogue) {
    return of(catalogue).stream().filter(cells -> cells.source.topic().isPresent()).toList();
  }

  /**
   * The topic whose accepted events are counted.
   *
   * @throws java.util.NoSuchElementException of the intake's records, which are of every topic
   */
  public Topic topic() {
    return source.topic().orElseThrow();
  }

  /** The same with the metrics that the stream makes, too. */
  public TopicCells streamed() {
    return with(metrics.stream().filter(m -> !m.isNightly()).toList());
  }

  /** The same with the metrics that the night alone makes, of these facts. */
  TopicCells nightly(Set<NightFacts> facts) {
    return with(
        metrics.stream()
            .filter(Metric::isNightly)
            .filter(m -> facts.contains(m.nightFacts()))
            .toList());
  }

  private TopicCells with(List<Metric> some) {
    return new TopicCells(
        source, some, some.stream().flatMap(m -> m.by().stream()).distinct().toList());
  }

  /** The same by some of the dimensions. */
  TopicCells by(List<Dimension> some) {
    return new TopicCells(source, metrics, some);
  }

  /** The grains that any metric keeps cells of a dimension at, the finest first. */
  public List<Grain> grains(Dimension dimension) {
    return Arrays.stream(Grain.values())
        .filter(grain -> metrics.stream().anyMatch(m -> m.isKept(dimension, grain)))
        .toList();
  }

  /** The metrics that add up: over facts, then over windows. */
  List<Metric> additive() {
    return metrics.stream().filter(m -> !isToldApart(m)).toList();
  }

  /** The metrics that tell values apart: those of {@link #identities} and of {@link #quantiles}. */
  List<Metric> toldApart() {
    return metrics.stream().filter(this::isToldApart).toList();
  }

  /** The metrics that count different texts. */
  TopicCells identities() {
    return with(toldApart().stream().filter(m -> m.state() != State.QUANTILE).toList());
  }

  /** The metrics that keep every number. */
  TopicCells quantiles() {
    return with(metrics.stream().filter(m -> m.state() == State.QUANTILE).toList());
  }

  /** The metrics that add up, alone. */
  TopicCells sums() {
    return with(additive());
  }

  /**
   * Whether a metric's facts are kept one by one, by their values. An order of several lines is
   * told apart from others by its event's id, and so counts once in each of its cells.
   */
  public boolean isToldApart(Metric metric) {
    return switch (metric.state()) {
      case DISTINCT, QUANTILE -> true;
      case EVENTS -> source == Source.ORDER;
      case SUM -> false;
    };
  }

  boolean isEmpty() {
    return metrics.isEmpty();
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

  static String column(Dimension dimension) {
    return "d" + dimension.id();
  }
}

package io.daping.bench.peers;

import static io.daping.common.catalogue.Grain.DAY;
import static io.daping.common.catalogue.Grain.HOUR;
import static io.daping.common.catalogue.Grain.MINUTE;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.fact.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every engine computes: metrics of {@code catalogue.conf} with their own definitions, by
 * fewer dimensions and at fewer grains.
 */
public final class QuerySet {
  private static final Map<String, List<Grain>> DIMENSIONS =
      Map.of(
          Dimension.TOTAL, List.of(MINUTE, DAY), "item", List.of(DAY), "category", List.of(HOUR));

  /** What is asked of a metric; where both it and the dimension are kept at a grain. */
  private record Asked(String metric, List<String> by, List<Grain> grains) {}

  private static final List<Asked> QUERIES =
      List.of(
          new Asked("gmv_paid", List.of(Dimension.TOTAL, "item"), List.of(MINUTE, DAY)),
          new Asked("units", List.of("item"), List.of(DAY)),
          new Asked("orders_paid", List.of(Dimension.TOTAL), List.of(MINUTE)),
          new Asked("pv", List.of(Dimension.TOTAL, "category"), List.of(MINUTE, HOUR)),
          new Asked("uv", List.of(Dimension.TOTAL), List.of(DAY)));

  /** The stream needs a metric of every topic, though no event of these comes. */
  private static final List<String> SILENT =
      List.of("searches", "requests", "samples", "log_records");

  private static final Set<Source> TOPICS = EnumSet.of(Source.ORDER, Source.BROWSE);

  private QuerySet() {}

  /** One query: a metric by a dimension at a grain. */
  public record Query(Metric metric, Dimension dimension, Grain grain) {}

  /** The catalogue cut to the query set. */
  public static Catalogue catalogue() {
    Catalogue whole = Catalogue.load();
    List<Metric> metrics = new ArrayList<>();
    QUERIES.forEach(asked -> metrics.add(cut(metric(whole, asked.metric()), asked)));
    for (String silent : SILENT) {
      Asked little = new Asked(silent, List.of(Dimension.TOTAL), List.of(MINUTE));
      metrics.add(cut(metric(whole, silent), little));
    }
    return new Catalogue(whole.version(), metrics, List.of());
  }

  /** All queries, in the order of the metrics' ids. */
  public static List<Query> queries() {
    return of(catalogue()).filter(q -> !SILENT.contains(q.metric().name())).toList();
  }

  /** Everything that the catalogue says of orders and browsing, but what the night alone makes. */
  public static List<Query> wholeCatalogue() {
    return of(Catalogue.load())
        .filter(q -> TOPICS.contains(q.metric().source()) && !q.metric().isNightly())
        .toList();
  }

  private static Stream<Query> of(Catalogue catalogue) {
    return catalogue.metrics().stream()
        .flatMap(
            metric ->
                metric.by().stream()
                    .flatMap(
                        dimension ->
                            Arrays.stream(Grain.values())
                                .filter(grain -> metric.isKept(dimension, grain))
                                .map(grain -> new Query(metric, dimension, grain))));
  }

  private static Metric metric(Catalogue catalogue, String name) {
    return catalogue.metric(name).orElseThrow();
  }

  private static Metric cut(Metric m, Asked asked) {
    return new Metric(
        m.id(),
        m.name(),
        m.description(),
        m.source(),
        m.nightFacts(),
        m.unit(),
        m.state(),
        m.of(),
        m.where(),
        m.share(),
        null,
        asked.by().stream().map(name -> dimension(m, name)).toList(),
        asked.grains());
  }

  private static Dimension dimension(Metric metric, String name) {
    Dimension whole =
        metric.by().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
    return new Dimension(whole.id(), name, whole.field(), DIMENSIONS.get(name));
  }
}

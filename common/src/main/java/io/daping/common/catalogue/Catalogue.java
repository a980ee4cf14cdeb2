package io.daping.common.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.daping.common.fact.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every metric of the system, in the order of their ids.
 *
 * @param derived what is computed from them when it is read
 * @param version part of every published cell; raised when a definition changes its numbers
 */
public record Catalogue(int version, List<Metric> metrics, List<Derived> derived) {

  public Catalogue {
    metrics = metrics.stream().sorted(Comparator.comparingInt(Metric::id)).toList();
  }

  /**
   * The catalogue that ships with Daping, {@code catalogue.conf}.
   *
   * @throws BadCatalogue naming every entry that cannot be used
   */
  public static Catalogue load() {
    return of(ConfigFactory.parseResources("catalogue.conf").resolve());
  }

  /** A catalogue from the same form. */
  public static Catalogue of(Config config) {
    return new CatalogueFile(config.getConfig("catalogue")).read();
  }

  /** The metric of that name. */
  public Optional<Metric> metric(String name) {
    return metrics.stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** The derived number of that name. */
  public Optional<Derived> derived(String name) {
    return derived.stream().filter(d -> d.name().equals(name)).findFirst();
  }

  /** The metric of that id. */
  public Optional<Metric> metric(int id) {
    return metrics.stream().filter(m -> m.id() == id).findFirst();
  }

  /** The metrics that stand in a source's cells. */
  public List<Metric> of(Source source) {
    return metrics.stream().filter(m -> m.source() == source).toList();
  }

  /** Those of them that the stream makes. */
  public List<Metric> streamed(Source source) {
    return of(source).stream().filter(m -> !m.isNightly()).toList();
  }

  /** The dimensions that any metric of a source is kept by. */
  public List<Dimension> dimensions(Source source) {
    return of(source).stream().flatMap(m -> m.by().stream()).distinct().toList();
  }
}

package io.daping.common.catalogue;

import com.typesafe.config.Config;
import io.daping.common.catalogue.Derived.Kind;
import java.util.List;
import java.util.Locale;

/** Reads the entries of derived numbers; what they name must be among the metrics. */
record DerivedEntries(List<Metric> metrics) {

  /**
   * @throws IllegalArgumentException when the entry makes no number
   */
  Derived read(String name, Config entry) {
    if (metrics.stream().anyMatch(m -> m.name().equals(name))) {
      throw new IllegalArgumentException("a metric bears this name");
    }
    if (entry.hasPath("ratio-of")) {
      return ratio(name, entry);
    }
    return entry.hasPath("mean-of")
        ? ofNumbers(name, entry, Kind.MEAN, quantile(entry.getString("mean-of")), null)
        : ofNumbers(
            name,
            entry,
            Kind.QUANTILE,
            quantile(entry.getString("quantile-of")),
            CatalogueFile.share(entry));
  }

  private Derived ratio(String name, Config entry) {
    Metric of = metric(entry.getString("ratio-of"));
    Metric to = metric(entry.getString("to"));
    if (of.source() != to.source()) {
      throw new IllegalArgumentException(
          of.name() + " and " + to.name() + " have no cells together: their sources differ");
    }
    Unit unit = Unit.valueOf(entry.getString("unit").toUpperCase(Locale.ROOT));
    return new Derived(name, entry.getString("description"), unit, Kind.RATIO, of, to, null);
  }

  private static Derived ofNumbers(String name, Config entry, Kind kind, Metric of, Double share) {
    return new Derived(name, entry.getString("description"), of.unit(), kind, of, null, share);
  }

  private Metric quantile(String name) {
    Metric metric = metric(name);
    if (metric.state() != State.QUANTILE) {
      throw new IllegalArgumentException(
          name + " does not remember numbers: its state is not quantile");
    }
    return metric;
  }

  private Metric metric(String name) {
    return metrics.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no metric " + name));
  }
}

package io.daping.common.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.daping.common.fact.FactField;
import io.daping.common.fact.Facts;
import io.daping.common.fact.NightFacts;
import io.daping.common.fact.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a catalogue and collects everything that is wrong with it. SQL is checked by Spark later.
 */
final class CatalogueFile {
  private final Config config;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Dimension> dimensions = new HashMap<>();

  CatalogueFile(Config config) {
    this.config = config;
  }

  Catalogue read() {
    readDimensions(config.getConfig("dimensions"));
    Config entries = config.getConfig("metrics");
    List<Metric> metrics = new ArrayList<>();
    for (String name : entries.root().keySet()) {
      try {
        metrics.add(metric(name, entries.getConfig(name)));
      } catch (ConfigException | IllegalArgumentException e) {
        problems.add("metric " + name + ": " + e.getMessage());
      }
    }
    checkIds(metrics);
    List<Derived> derived = derived(metrics);
    if (!problems.isEmpty()) {
      throw new BadCatalogue(problems);
    }
    return new Catalogue(config.getInt("version"), metrics, derived);
  }

  private List<Derived> derived(List<Metric> metrics) {
    if (!config.hasPath("derived")) {
      return List.of();
    }
    DerivedEntries entries = new DerivedEntries(metrics);
    List<Derived> derived = new ArrayList<>();
    Config section = config.getConfig("derived");
    for (String name : section.root().keySet()) {
      try {
        derived.add(entries.read(name, section.getConfig(name)));
      } catch (ConfigException | IllegalArgumentException e) {
        problems.add("derived " + name + ": " + e.getMessage());
      }
    }
    return derived.stream().sorted(Comparator.comparing(Derived::name)).toList();
  }

  private void readDimensions(Config entries) {
    for (String name : entries.root().keySet()) {
      Config entry = entries.getConfig(name);
      String field = entry.hasPath("field") ? entry.getString("field") : null;
      List<Grain> grains = entry.hasPath("grains") ? grains(entry) : List.of(Grain.values());
      Dimension free = new Dimension(entry.getInt("id"), name, field, grains);
      dimensions.put(name, entry.hasPath("cap") ? capped(free, entry.getInt("cap")) : free);
    }
  }

  private Dimension capped(Dimension free, int cap) {
    if (cap < 1) {
      problems.add("dimension " + free.name() + ": cap must be at least 1, was " + cap);
    }
    return new Dimension(free.id(), free.name(), free.field(), free.grains(), cap);
  }

  private Metric metric(String name, Config entry) {
    NightFacts night = NightFacts.named(entry.getString("source")).orElse(null);
    Source source = night == null ? source(entry.getString("source")) : Source.of(night.cells());
    List<FactField> fields = night == null ? Facts.fields(source) : night.fields();
    State state = State.valueOf(upper(entry, "state"));
    return new Metric(
        entry.getInt("id"),
        name,
        entry.getString("description"),
        source,
        night,
        Unit.valueOf(upper(entry, "unit")),
        state,
        state == State.EVENTS ? null : entry.getString("of"),
        entry.getString("where"),
        state == State.QUANTILE ? share(entry) : null,
        entry.hasPath("ties-by") ? entry.getString("ties-by") : null,
        entry.getStringList("by").stream()
            .map(d -> dimension(d, fields, entry.getString("source")))
            .toList(),
        grains(entry));
  }

  static double share(Config entry) {
    double share = entry.getDouble("share");
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, was " + share);
    }
    return share;
  }

  private static List<Grain> grains(Config entry) {
    return entry.getStringList("grains").stream()
        .map(g -> Grain.valueOf(g.toUpperCase(Locale.ROOT)))
        .sorted()
        .toList();
  }

  private Dimension dimension(String name, List<FactField> fields, String facts) {
    Dimension dimension = dimensions.get(name);
    if (dimension == null) {
      throw new IllegalArgumentException("no dimension " + name + " among " + dimensions.keySet());
    }
    boolean isThere = fields.stream().anyMatch(f -> f.name().equals(dimension.field()));
    if (!dimension.isTotal() && !isThere) {
      throw new IllegalArgumentException(facts + " facts have no column " + dimension.field());
    }
    return dimension;
  }

  private static Source source(String name) {
    return Source.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no source %s; there are %s, and what the night makes: %s"
                        .formatted(
                            name,
                            Arrays.stream(Source.values())
                                .map(Source::sourceName)
                                .collect(Collectors.joining(", ")),
                            Arrays.stream(NightFacts.values())
                                .map(NightFacts::factsName)
                                .collect(Collectors.joining(", ")))));
  }

  private void checkIds(List<Metric> metrics) {
    Set<Integer> ids = new HashSet<>();
    for (Metric metric : metrics) {
      if (!ids.add(metric.id())) {
        problems.add("metric " + metric.name() + ": id " + metric.id() + " is taken");
      }
    }
    for (Metric metric : metrics) {
      boolean known =
          metrics.stream()
              .filter(m -> m.source() == metric.source())
              .anyMatch(m -> m.name().equals(metric.tiesBy()));
      if (metric.tiesBy() != null && !known) {
        problems.add(
            "metric %s: no metric %s of %s to tie by"
                .formatted(metric.name(), metric.tiesBy(), metric.source().sourceName()));
      }
    }
    Set<Integer> dimensionIds = new HashSet<>();
    for (Dimension dimension : dimensions.values()) {
      if (!dimensionIds.add(dimension.id())) {
        problems.add("dimension " + dimension.name() + ": id " + dimension.id() + " is taken");
      }
    }
  }

  private static String upper(Config entry, String key) {
    return entry.getString(key).toUpperCase(Locale.ROOT);
  }
}

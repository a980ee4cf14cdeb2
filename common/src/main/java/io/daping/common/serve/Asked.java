package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Derived;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A question in the catalogue's words.
 *
 * @param currency of a money metric
 * @param value the only dimension value wanted; null for all
 */
record Asked(Figure figure, Dimension dimension, String currency, String value) {

  /**
   * @throws BadQuery when the catalogue does not know what was asked
   */
  static Asked of(MetricQuery query, Catalogue catalogue, String baseCurrency) {
    Figure figure =
        Figure.named(query.metric(), catalogue)
            .orElseThrow(() -> new BadQuery(unknown(query.metric(), catalogue)));
    Metric metric = figure.metric();
    Map<String, String> where = new HashMap<>(query.where());
    String currency = where.remove("currency");
    if (currency != null && !figure.isMoney()) {
      throw new BadQuery(figure.name() + " is not money: it has no currency");
    }
    Dimension dimension = dimension(metric, query.by(), where);
    if (!figure.isKept(dimension, query.grain())) {
      throw new BadQuery(notKept(metric, dimension, query.grain()));
    }
    return new Asked(
        figure, dimension, currency == null ? baseCurrency : currency, where.get(dimension.name()));
  }

  Metric metric() {
    return figure.metric();
  }

  /** The key of the asked readings among those of a cell. */
  String readingsOf() {
    return figure.isMoney() ? currency : Reading.NO_CURRENCY;
  }

  /** A condition on a dimension asks by that dimension. */
  private static Dimension dimension(Metric metric, String by, Map<String, String> where) {
    String name = by.equals(Dimension.TOTAL) && !where.isEmpty() ? first(where) : by;
    for (String condition : where.keySet()) {
      if (!condition.equals(name)) {
        throw new BadQuery(
            "cells are kept by one dimension: cannot ask by " + name + " where " + condition);
      }
    }
    return metric.by().stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadQuery(notBy(metric, name)));
  }

  private static String first(Map<String, String> where) {
    return where.keySet().iterator().next();
  }

  private static String unknown(String metric, Catalogue catalogue) {
    return "no metric " + metric + "; there are " + String.join(", ", names(catalogue));
  }

  private static List<String> names(Catalogue catalogue) {
    return Stream.concat(
            catalogue.metrics().stream().map(Metric::name),
            catalogue.derived().stream().map(Derived::name))
        .toList();
  }

  private static String notBy(Metric metric, String by) {
    return metric.name()
        + " is not kept by "
        + by
        + " but by "
        + String.join(", ", metric.by().stream().map(Dimension::name).toList());
  }

  private static String notKept(Metric metric, Dimension dimension, Grain grain) {
    return metric.name()
        + " by "
        + dimension.name()
        + " is not kept per "
        + grain.grainName()
        + " but per "
        + String.join(
            ", ",
            Arrays.stream(Grain.values())
                .filter(g -> metric.isKept(dimension, g))
                .map(Grain::grainName)
                .toList());
  }
}

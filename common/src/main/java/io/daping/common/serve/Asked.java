package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A question in the catalogue's words.
 *
 * @param currency of a money metric
 * @param value the only dimension value wanted; null for all
 */
record Asked(Metric metric, Dimension dimension, String currency, String value) {

  /**
   * @throws BadQuery when the catalogue does not know what was asked
   */
  static Asked of(MetricQuery query, Catalogue catalogue, String baseCurrency) {
    Metric metric =
        catalogue
            .metric(query.metric())
            .orElseThrow(() -> new BadQuery(unknown(query.metric(), catalogue)));
    Map<String, String> where = new HashMap<>(query.where());
    String currency = where.remove("currency");
    if (currency != null && !metric.isMoney()) {
      throw new BadQuery(metric.name() + " is not money: it has no currency");
    }
    Dimension dimension = dimension(metric, query.by(), where);
    if (!metric.isKept(dimension, query.grain())) {
      throw new BadQuery(notKept(metric, dimension, query.grain()));
    }
    return new Asked(
        metric, dimension, currency == null ? baseCurrency : currency, where.get(dimension.name()));
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
    return "no metric "
        + metric
        + "; there are "
        + String.join(", ", catalogue.metrics().stream().map(Metric::name).toList());
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

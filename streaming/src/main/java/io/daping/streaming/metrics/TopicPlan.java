package io.daping.streaming.metrics;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.fact.Facts;
import io.daping.common.fact.Source;
import io.daping.common.spark.FactSchema;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The metrics of one source, their SQL compiled once on the driver. On an executor it becomes one
 * generated method that computes what a fact adds to every metric.
 *
 * @param currencyField position of the currency among the facts' columns, -1 without
 * @param projections the compiled SQL
 */
public record TopicPlan(
    Source source,
    List<Metric> metrics,
    List<Dimension> dimensions,
    int currencyField,
    ProjectionPool projections)
    implements Serializable {

  /** A bit of a long tells which metrics a cell has. */
  private static final int MOST_METRICS = Long.SIZE;

  static TopicPlan compile(SparkSession spark, Source source, Catalogue catalogue) {
    List<Metric> metrics = catalogue.streamed(source);
    if (metrics.size() > MOST_METRICS) {
      throw new IllegalArgumentException(
          source.sourceName() + " has " + metrics.size() + " metrics, at most " + MOST_METRICS);
    }
    if (metrics.isEmpty()) {
      return new TopicPlan(source, metrics, List.of(), -1, ProjectionPool.ofNothing());
    }
    LogicalPlan optimized =
        FactSchema.empty(spark, source)
            .select(metrics.stream().map(TopicPlan::column).toArray(Column[]::new))
            .queryExecution()
            .optimizedPlan();
    return new TopicPlan(
        source,
        metrics,
        metrics.stream().flatMap(m -> m.by().stream()).distinct().toList(),
        Facts.position(source, "currency"),
        new ProjectionPool(
            expressions((Project) optimized), ((Project) optimized).child().output()));
  }

  /** Which metrics are kept by a dimension per grain: bit i for metric i. */
  long kept(Dimension dimension, Grain grain) {
    long bits = 0;
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).isKept(dimension, grain)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  /** The ids of the metrics that are kept by a dimension per grain. */
  Set<Integer> ids(Dimension dimension, Grain grain) {
    return metrics.stream()
        .filter(m -> m.isKept(dimension, grain))
        .map(Metric::id)
        .collect(Collectors.toSet());
  }

  /** Which metrics are kept by a dimension at any grain. */
  long kept(Dimension dimension) {
    long bits = 0;
    for (Grain grain : Grain.values()) {
      bits |= kept(dimension, grain);
    }
    return bits;
  }

  /** The grains that any metric keeps cells of a dimension at, the finest first. */
  List<Grain> grains(Dimension dimension) {
    return Arrays.stream(Grain.values()).filter(g -> kept(dimension, g) != 0).toList();
  }

  /** The finest grain that any metric is kept at by a dimension: coarser ones merge from it. */
  Grain finest(Dimension dimension) {
    return Arrays.stream(Grain.values())
        .filter(grain -> kept(dimension, grain) != 0)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The dimension whose cells also count arrivals; every topic's source must have a metric by it.
   */
  Dimension total() {
    return dimensions.stream()
        .filter(Dimension::isTotal)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("no metric of " + source.sourceName() + " is by total"));
  }

  /** Positions of the dimensions' fields among the facts' columns; -1 for total. */
  int[] fields() {
    return dimensions.stream()
        .mapToInt(d -> d.isTotal() ? -1 : Facts.position(source, d.field()))
        .toArray();
  }

  /** The columns of facts that counting reads: what expressions name, and what cells are by. */
  boolean[] asked() {
    boolean[] asked = projections.named().clone();
    IntStream.concat(Arrays.stream(fields()), IntStream.of(currencyField))
        .filter(field -> field >= 0)
        .forEach(field -> asked[field] = true);
    return asked;
  }

  private static Column column(Metric metric) {
    return functions.expr(metric.contribution()).as(metric.name());
  }

  private static Seq<Expression> expressions(Project project) {
    List<Expression> list =
        CollectionConverters.asJava(project.projectList()).stream()
            .map(NamedExpression.class::cast)
            .map(Expression.class::cast)
            .toList();
    return CollectionConverters.asScala(list).toSeq();
  }
}

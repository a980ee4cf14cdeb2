package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Metric;
import io.daping.common.event.Topic;
import io.daping.common.fact.NightFacts;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The facts that the night alone makes, of all kinds of a topic together, so that they are added up
 * in one go: {@code night_facts} says of which kind a row is, and a column that its kind has not is
 * null.
 */
final class HistoryRows {
  private static final String KIND = "night_facts";

  private HistoryRows() {}

  /** The rows; empty when there are no such facts of the topic. */
  static Optional<Dataset<Row>> of(Map<NightFacts, Dataset<Row>> histories, Topic topic) {
    return histories.entrySet().stream()
        .filter(e -> e.getKey().cells() == topic)
        .map(e -> e.getValue().withColumn(KIND, lit(e.getKey().factsName())))
        .reduce((a, b) -> a.unionByName(b, true));
  }

  /** What a row adds to a metric: nothing when the metric counts other facts. */
  static Column contribution(Metric metric) {
    Column value = expr(metric.contribution());
    return metric.isNightly()
        ? when(col(KIND).equalTo(metric.nightFacts().factsName()), value)
        : value;
  }
}

package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Spreads facts over the dimensions and says what each adds to each value's finest window.
 *
 * <p>Out: {@code by} (a dimension's id), {@code dimension}, {@code window} (epoch milliseconds),
 * {@code currency}; then either {@code m1…} of the additive metrics, or one {@code text} of the
 * metric {@code apart}, which tells texts apart.
 */
public record Spread(TopicCells cells, BusinessTime time) {

  /** A fact once for each dimension, with columns of the facts that go along. */
  public Dataset<Row> ofFacts(Dataset<Row> facts, String... along) {
    List<String> names = Arrays.asList(along);
    return entries(spots(contributions(facts, names), names), names);
  }

  /** The values of each dimension among the facts, in its finest windows, each once. */
  Dataset<Row> values(Dataset<Row> facts) {
    return spots(contributions(facts, List.of()), List.of())
        .select("spot.by", "spot.dimension", "spot.window")
        .distinct();
  }

  /** Each row of a finest window once for every grain that its dimension is kept at. */
  public Dataset<Row> atEveryGrain(Dataset<Row> rows) {
    return rows.withColumn("w", explode(windows()))
        .withColumn("grain", col("w.grain"))
        .withColumn("window", col("w.window"))
        .drop("w");
  }

  /**
   * A row a fact that any metric counts: the columns that go along; {@code m1…}, what it adds to
   * each metric or the text that it is told apart by; {@code currency}; {@code d1…}, its value in
   * each dimension; {@code minute}, {@code hour} and {@code day}, its windows.
   */
  Dataset<Row> contributions(Dataset<Row> facts, List<String> along) {
    List<Column> columns = new ArrayList<>(along.stream().map(functions::col).toList());
    cells.metrics().forEach(m -> columns.add(contribution(m).as(TopicCells.column(m))));
    columns.add((cells.hasMoney() ? col("currency") : lit(null).cast("string")).as("currency"));
    for (Dimension dimension : cells.dimensions()) {
      Column value = dimension.isTotal() ? lit("") : col(dimension.field()).cast("string");
      columns.add(value.as(TopicCells.column(dimension)));
    }
    for (Grain grain : Grain.values()) {
      columns.add(time.start(grain, col("event_time")).as(grain.grainName()));
    }
    return facts.select(columns.toArray(Column[]::new)).where(isCounted(cells.metrics()));
  }

  private Column contribution(Metric metric) {
    Column value = HistoryRows.contribution(metric);
    boolean isOnce = metric.state() == State.EVENTS && cells.isToldApart(metric);
    return isOnce ? when(value.isNotNull(), col("event_id")) : value;
  }

  private Dataset<Row> spots(Dataset<Row> rows, List<String> along) {
    Column[] spots =
        cells.dimensions().stream()
            .map(
                d ->
                    struct(
                        lit(d.id()).as("by"),
                        col(TopicCells.column(d)).as("dimension"),
                        col(cells.grains(d).get(0).grainName()).as("window")))
            .toArray(Column[]::new);
    List<Column> columns = new ArrayList<>(along.stream().map(functions::col).toList());
    cells.metrics().forEach(m -> columns.add(col(TopicCells.column(m))));
    columns.add(col("currency"));
    columns.add(explode(array(spots)).as("spot"));
    return rows.select(columns.toArray(Column[]::new)).where("spot.dimension IS NOT NULL");
  }

  /** One row for all additive metrics, and one for each that tells texts apart. */
  private Dataset<Row> entries(Dataset<Row> rows, List<String> along) {
    Column isSum = col("entry.apart").isNull();
    List<Column> columns = new ArrayList<>(along.stream().map(functions::col).toList());
    columns.add(col("spot.*"));
    columns.add(when(isSum, col("currency")).as("currency"));
    columns.add(col("entry.*"));
    for (Metric m : cells.additive()) {
      columns.add(when(isSum, col(TopicCells.column(m))).as(TopicCells.column(m)));
    }
    return rows.withColumn("entry", entry())
        .where(isSum.and(isCounted(cells.additive())).or(col("entry.text").isNotNull()))
        .select(columns.toArray(Column[]::new));
  }

  private Column entry() {
    Column sums = entry(lit(null).cast("int"), lit(null).cast("string"));
    Stream<Column> texts =
        cells.toldApart().stream()
            .map(m -> entry(lit(m.id()), col(TopicCells.column(m)).cast("string")));
    return cells.toldApart().isEmpty()
        ? sums
        : explode(array(Stream.concat(Stream.of(sums), texts).toArray(Column[]::new)));
  }

  private Column windows() {
    Column windows = null;
    for (Dimension d : cells.dimensions()) {
      Column[] each = cells.grains(d).stream().map(this::window).toArray(Column[]::new);
      Column is = col("by").equalTo(d.id());
      windows = windows == null ? when(is, array(each)) : windows.when(is, array(each));
    }
    return windows;
  }

  private Column window(Grain grain) {
    return struct(lit(grain.ordinal()).as("grain"), time.start(grain, col("window")).as("window"));
  }

  private static Column entry(Column apart, Column text) {
    return struct(apart.as("apart"), text.as("text"));
  }

  private static Column isCounted(List<Metric> metrics) {
    return metrics.stream()
        .map(m -> col(TopicCells.column(m)).isNotNull())
        .reduce(Column::or)
        .orElse(lit(false));
  }
}

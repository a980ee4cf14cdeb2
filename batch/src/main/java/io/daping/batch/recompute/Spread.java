package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Spreads facts over the dimensions and says what each event adds to each value's finest window.
 *
 * <p>Out: the event's columns; {@code by} (a dimension's id), {@code dimension}, {@code window}
 * (epoch milliseconds), {@code currency}; then either {@code m1…} of the additive metrics, or one
 * {@code text} of the metric {@code apart}, which tells texts apart.
 */
public record Spread(TopicCells cells, BusinessTime time) {

  /** An event once in each of its cells, however many lines it has there. */
  public Dataset<Row> ofEvents(Dataset<Row> facts) {
    List<String> keys = new ArrayList<>(cells.eventColumns());
    keys.addAll(List.of("by", "dimension", "window", "currency", "apart", "text"));
    Column[] sums = cells.additive().stream().map(Spread::once).toArray(Column[]::new);
    Dataset<Row> rows = ofFacts(facts);
    return sums.length == 0
        ? rows.distinct()
        : rows.groupBy(columns(keys)).agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  /** A fact for each dimension, with further columns of the facts that go along. */
  public Dataset<Row> ofFacts(Dataset<Row> facts, String... kept) {
    List<String> along = new ArrayList<>(cells.eventColumns());
    along.addAll(Arrays.asList(kept));
    return entries(spots(contributions(facts, along), along), along);
  }

  /** Each row of a finest window once for every grain that its dimension is kept at. */
  public Dataset<Row> atEveryGrain(Dataset<Row> rows) {
    return rows.withColumn("w", explode(windows()))
        .withColumn("grain", col("w.grain"))
        .withColumn("window", col("w.window"))
        .drop("w");
  }

  private Dataset<Row> contributions(Dataset<Row> facts, List<String> along) {
    List<Column> columns = new ArrayList<>(along.stream().map(functions::col).toList());
    cells.metrics().forEach(m -> columns.add(HistoryRows.contribution(m).as(TopicCells.column(m))));
    columns.add((cells.hasMoney() ? col("currency") : lit(null).cast("string")).as("currency"));
    for (Dimension dimension : cells.dimensions()) {
      Column value = dimension.isTotal() ? lit("") : col(dimension.field()).cast("string");
      columns.add(value.as("d" + dimension.id()));
    }
    for (Grain grain : Grain.values()) {
      columns.add(time.start(grain, col("event_time")).as(grain.grainName()));
    }
    return facts.select(columns.toArray(Column[]::new)).where(anyOf(cells.metrics()).isNotNull());
  }

  private Dataset<Row> spots(Dataset<Row> rows, List<String> along) {
    Column[] spots =
        cells.dimensions().stream()
            .map(
                d ->
                    struct(
                        lit(d.id()).as("by"),
                        col("d" + d.id()).as("dimension"),
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
    return rows.withColumn("entry", explode(array(entryKinds())))
        .where(isSum.and(anyOf(cells.additive()).isNotNull()).or(col("entry.text").isNotNull()))
        .select(columns.toArray(Column[]::new));
  }

  private Column[] entryKinds() {
    List<Column> kinds = new ArrayList<>();
    kinds.add(entry(lit(null).cast("int"), lit(null).cast("string")));
    cells
        .toldApart()
        .forEach(m -> kinds.add(entry(lit(m.id()), col(TopicCells.column(m)).cast("string"))));
    return kinds.toArray(Column[]::new);
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

  private static Column anyOf(List<Metric> metrics) {
    Column[] values =
        metrics.stream().map(m -> col(TopicCells.column(m)).cast("string")).toArray(Column[]::new);
    return values.length == 0 ? lit(null) : coalesce(values);
  }

  private static Column once(Metric metric) {
    Column value = col(TopicCells.column(metric));
    return (metric.state() == State.EVENTS ? max(value) : sum(value)).as(TopicCells.column(metric));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}

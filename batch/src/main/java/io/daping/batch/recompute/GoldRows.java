package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.unix_millis;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.fact.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Cells as rows of gold, one a number and everything by name, and of arrivals, one a window; and
 * back.
 */
public record GoldRows(Catalogue catalogue) {
  private static final DataType VALUES = DataTypes.createArrayType(CellRows.VALUE);

  /** Cells in the columns of gold. */
  public Dataset<Row> of(Dataset<Row> cells) {
    return cells
        .withColumn("v", explode(col("values")))
        .select(
            lookup(names(), col("v.metric")).as("metric"),
            lookup(grains(), col("grain")).as("grain"),
            timestamp_millis(col("window")).as("window_start"),
            lookup(dimensions(), col("by")).as("by"),
            col("dimension"),
            col("v.currency").as("currency"),
            col("v.value").as("value"),
            col("v.state").as("state"),
            lit(catalogue.version()).as("catalogue_version"),
            col("day"));
  }

  /** Numbers with ids in place of names, by name; all other columns stay as they are. */
  public Dataset<Row> named(Dataset<Row> numbers) {
    return numbers
        .withColumn("metric", lookup(names(), col("metric")))
        .withColumn("grain", lookup(grains(), col("grain")))
        .withColumn("by", lookup(dimensions(), col("by")))
        .withColumn("window_start", timestamp_millis(col("window")))
        .drop("window");
  }

  /** The arrivals of cells in the columns of their table. */
  public Dataset<Row> arrivals(Dataset<Row> cells) {
    return cells
        .where(col("events").gt(0))
        .select(
            lookup(sources(), col("topic")).as("source"),
            lookup(grains(), col("grain")).as("grain"),
            timestamp_millis(col("window")).as("window_start"),
            col("events"),
            col("late"),
            col("day"));
  }

  /**
   * Gold and arrivals as the cells that they were made of, with {@code version}, the catalogue's
   * that made the row. Metrics that the catalogue has no more are left out.
   */
  public Dataset<Row> cells(Dataset<Row> gold, Dataset<Row> arrivals) {
    List<Column> key = new ArrayList<>(CellRows.KEY.stream().map(functions::col).toList());
    key.add(col("day"));
    return numbers(gold)
        .unionByName(came(arrivals), true)
        .groupBy(key.toArray(Column[]::new))
        .agg(
            coalesce(first("values", true), array().cast(VALUES)).as("values"),
            coalesce(sum("events"), lit(0L)).as("events"),
            coalesce(sum("late"), lit(0L)).as("late"),
            coalesce(max("version"), lit(catalogue.version())).as("version"));
  }

  private Dataset<Row> came(Dataset<Row> arrivals) {
    Map<String, Integer> totals = new LinkedHashMap<>();
    TopicCells.of(catalogue).forEach(c -> totals.put(c.source().sourceName(), c.total().id()));
    return arrivals
        .where(col("source").isin(totals.keySet().toArray()))
        .select(
            lookup(inverse(sources()), col("source")).as("topic"),
            lookup(totals, col("source")).as("by"),
            lit("").as("dimension"),
            lookup(inverse(grains()), col("grain")).as("grain"),
            unix_millis(col("window_start")).as("window"),
            col("day"),
            col("events"),
            col("late"));
  }

  private Dataset<Row> numbers(Dataset<Row> gold) {
    Column value =
        struct(
            lookup(inverse(names()), col("metric")).as("metric"),
            col("currency"),
            col("value"),
            col("state"));
    Map<String, Integer> topics = new LinkedHashMap<>();
    catalogue.metrics().forEach(m -> topics.put(m.name(), m.source().ordinal()));
    return gold.where(col("metric").isin(topics.keySet().toArray()))
        .groupBy(
            lookup(topics, col("metric")).as("topic"),
            lookup(inverse(dimensions()), col("by")).as("by"),
            col("dimension"),
            lookup(inverse(grains()), col("grain")).as("grain"),
            unix_millis(col("window_start")).as("window"),
            col("day"))
        .agg(sort_array(collect_list(value)).as("values"), max("catalogue_version").as("version"));
  }

  private Map<Integer, String> names() {
    Map<Integer, String> names = new LinkedHashMap<>();
    catalogue.metrics().forEach(m -> names.put(m.id(), m.name()));
    return names;
  }

  private Map<Integer, String> dimensions() {
    Map<Integer, String> names = new LinkedHashMap<>();
    catalogue.metrics().stream()
        .map(Metric::by)
        .flatMap(Collection::stream)
        .forEach((Dimension d) -> names.put(d.id(), d.name()));
    return names;
  }

  private static Map<Integer, String> sources() {
    Map<Integer, String> names = new LinkedHashMap<>();
    Arrays.stream(Source.values()).forEach(s -> names.put(s.ordinal(), s.sourceName()));
    return names;
  }

  private static Map<Integer, String> grains() {
    Map<Integer, String> names = new LinkedHashMap<>();
    Arrays.stream(Grain.values()).forEach(g -> names.put(g.ordinal(), g.grainName()));
    return names;
  }

  private static <K, V> Map<V, K> inverse(Map<K, V> map) {
    Map<V, K> inverse = new LinkedHashMap<>();
    map.forEach((k, v) -> inverse.put(v, k));
    return inverse;
  }

  private static Column lookup(Map<?, ?> map, Column key) {
    List<Column> pairs =
        map.entrySet().stream()
            .flatMap(e -> List.of(lit(e.getKey()), lit(e.getValue())).stream())
            .toList();
    return functions.try_element_at(functions.map(pairs.toArray(Column[]::new)), key);
  }
}

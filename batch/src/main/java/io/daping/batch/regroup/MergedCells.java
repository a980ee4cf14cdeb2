package io.daping.batch.regroup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.daping.batch.recompute.CellRows;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.fact.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The cells of single fingerprints, which the stream writes, as cells of the groups of now. */
public record MergedCells(Catalogue catalogue, GroupRules rules) {
  /** The dimension whose values are groups of errors. */
  static Dimension dimension(Catalogue catalogue) {
    return catalogue.dimensions(Source.APPLOG).stream()
        .filter(d -> GroupRules.GROUP.equals(d.field()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no metric is kept by group of errors"));
  }

  /** The grains of its cells. */
  static List<Grain> grains(Catalogue catalogue) {
    return dimension(catalogue).grains();
  }

  /** What is kept by group, and besides the total, which counts arrivals. */
  static TopicCells topicCells(Catalogue catalogue) {
    Dimension group = dimension(catalogue);
    List<Metric> metrics =
        catalogue.of(Source.APPLOG).stream().filter(m -> m.by().contains(group)).toList();
    List<Dimension> dimensions =
        catalogue.dimensions(Source.APPLOG).stream()
            .filter(d -> d.isTotal() || d.equals(group))
            .toList();
    return new TopicCells(Source.APPLOG, metrics, dimensions);
  }

  static Column isGroup(Catalogue catalogue) {
    return col("topic")
        .equalTo(Source.APPLOG.ordinal())
        .and(col("by").equalTo(dimension(catalogue).id()));
  }

  /**
   * @param cells rows of {@link io.daping.batch.reconcile.StoredCells}
   */
  public Dataset<Row> of(Dataset<Row> cells) {
    if (rules.merges().into().isEmpty()) {
      return cells;
    }
    Column isGroup = isGroup(catalogue);
    return cells
        .where(not(isGroup))
        .unionByName(summed(cells.where(isGroup)).select(columns(cells)));
  }

  /** Cells with those of groups of errors from elsewhere. */
  public Dataset<Row> replaced(Dataset<Row> cells, Dataset<Row> groups) {
    Column isGroup = isGroup(catalogue);
    Dataset<Row> others = groups.where(isGroup).select(columns(cells));
    return cells.where(not(isGroup)).unionByName(others);
  }

  private static Column[] columns(Dataset<Row> cells) {
    return Arrays.stream(cells.columns()).map(functions::col).toArray(Column[]::new);
  }

  /** Numbers of errors add up. */
  private Dataset<Row> summed(Dataset<Row> groups) {
    List<Column> keys = new ArrayList<>(CellRows.KEY.stream().map(functions::col).toList());
    List<Column> number = new ArrayList<>(keys);
    number.add(col("v.metric").as("metric"));
    Column value =
        struct(
                col("metric"),
                lit(null).cast("string").as("currency"),
                col("value"),
                lit(null).cast("binary").as("state"))
            .cast(CellRows.VALUE);
    return groups
        .withColumn("dimension", rules.groupOf().apply(col("dimension")))
        .withColumn("v", explode(col("values")))
        .groupBy(number.toArray(Column[]::new))
        .agg(
            sum("v.value").as("value"),
            first("day").as("day"),
            max("version").as("version"),
            max("written").as("written"))
        .groupBy(keys.toArray(Column[]::new))
        .agg(
            sort_array(collect_list(value))
                .cast(DataTypes.createArrayType(CellRows.VALUE))
                .as("values"),
            first("day").as("day"),
            max("version").as("version"),
            max("written").as("written"));
  }
}

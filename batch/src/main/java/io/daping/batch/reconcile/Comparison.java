package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.recompute.CellRows;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Distinct;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Lays the cells of night and stream side by side.
 *
 * <p>In: twice the cells of {@link CellRows} with {@code version}. Out: a row for each number that
 * differs, with {@code metric}, {@code currency}, {@code batch}, {@code stream}, and {@code
 * is_known} if the night has it; {@code verdict} is the name of a cause that needs no evidence, or
 * {@link #OPEN}.
 *
 * @param metrics of the catalogue
 */
record Comparison(List<Metric> metrics) {
  static final String OPEN = "open";

  /** Standard errors that an honest sketch stays within: one in two million does not. */
  private static final double SIGMAS = 5;

  Dataset<Row> of(Dataset<Row> night, Dataset<Row> stream) {
    Dataset<Row> left = side(night, "b");
    Dataset<Row> right = side(stream, "s");
    return left.join(right, CellRows.KEY.toArray(String[]::new), "full_outer")
        .withColumn("day", coalesce(col("b_day"), col("s_day")))
        .withColumn("b_values", orNone("b_values"))
        .withColumn("s_values", orNone("s_values"))
        .where(not(col("b_values").equalTo(col("s_values"))))
        .withColumn("d", explode(numbers()))
        .where(not(isEqual()))
        .select(columns());
  }

  private static Dataset<Row> side(Dataset<Row> cells, String prefix) {
    List<Column> columns = new ArrayList<>(CellRows.KEY.stream().map(functions::col).toList());
    for (String name : List.of("day", "values", "version")) {
      columns.add(col(name).as(prefix + "_" + name));
    }
    return cells.select(columns.toArray(Column[]::new));
  }

  private static Column orNone(String values) {
    return coalesce(col(values), array().cast(DataTypes.createArrayType(CellRows.VALUE)));
  }

  /** A row for each number that either side has. */
  private static Column numbers() {
    Column names = array_union(names("b_values"), names("s_values"));
    return transform(
        names,
        name ->
            struct(
                name.getField("metric").as("metric"),
                name.getField("currency").as("currency"),
                value("b_values", name).as("batch"),
                value("s_values", name).as("stream"),
                state("b_values", name).eqNullSafe(state("s_values", name)).as("alike"),
                found("b_values", name).isNotNull().as("is_known")));
  }

  private static Column isEqual() {
    return col("d.batch").equalTo(col("d.stream")).and(col("d.alike"));
  }

  private static Column names(String values) {
    return transform(
        col(values),
        v -> struct(v.getField("metric").as("metric"), v.getField("currency").as("currency")));
  }

  private static Column value(String values, Column name) {
    return coalesce(found(values, name).getField("value"), lit(0L));
  }

  /** What a quantile's number was read from. */
  private static Column state(String values, Column name) {
    return found(values, name).getField("state");
  }

  private static Column found(String values, Column name) {
    Column found =
        filter(
            col(values),
            v ->
                v.getField("metric")
                    .equalTo(name.getField("metric"))
                    .and(v.getField("currency").eqNullSafe(name.getField("currency"))));
    return functions.get(found, lit(0));
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>(CellRows.KEY.stream().map(functions::col).toList());
    columns.add(col("day"));
    columns.add(col("d.*"));
    columns.add(verdict().as("verdict"));
    return columns.toArray(Column[]::new);
  }

  private Column verdict() {
    Column batch = col("d.batch");
    Column bound = greatest(lit(1.0), batch.multiply(SIGMAS * Distinct.RELATIVE_ERROR));
    Column inBound = abs(col("d.stream").minus(batch)).cast("double").leq(bound);
    return when(col("b_version").notEqual(col("s_version")), Cause.DEFINITION_CHANGED.causeName())
        .when(isDistinct(col("d.metric")).and(inBound), Cause.SKETCH.causeName())
        .otherwise(OPEN);
  }

  private Column isDistinct(Column metric) {
    return metric.isin(metrics.stream().filter(m -> !m.isExact()).map(Metric::id).toArray());
  }
}

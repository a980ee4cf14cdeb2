package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row a cell: the form in which the night's numbers are added up, compared and published.
 *
 * <p>{@code values} holds {@code (metric, currency, value)} in the order of metric ids and currency
 * codes; a value of 0 is left out. {@code events} and {@code late} are 0 but for {@code total}.
 */
public record CellRows(TopicCells cells, BusinessTime time) {
  /** One number of a cell. */
  public static final StructType VALUE =
      new StructType()
          .add("metric", DataTypes.IntegerType)
          .add("currency", DataTypes.StringType)
          .add("value", DataTypes.LongType);

  /** The columns that name a cell; {@code grain} is the ordinal, {@code window} in milliseconds. */
  public static final List<String> KEY = List.of("topic", "by", "dimension", "grain", "window");

  private static final String[] CELL = {"by", "dimension", "grain", "window"};

  /**
   * Adds up what events add to their finest windows.
   *
   * @param entries rows of {@link Spread#ofEvents}
   * @param arrivals rows of {@link Arrivals}
   */
  public Dataset<Row> of(Dataset<Row> entries, Dataset<Row> arrivals) {
    Dataset<Row> finest = summed(entries, "by", "dimension", "window");
    Dataset<Row> everyGrain = new Spread(cells, time).atEveryGrain(finest);
    Dataset<Row> parts = summed(everyGrain, CELL).unionByName(arrivals, true);
    List<Column> aggregates = aggregates();
    return parts
        .groupBy(Arrays.stream(CELL).map(functions::col).toArray(Column[]::new))
        .agg(sum("events").as("events"), aggregates.toArray(Column[]::new))
        .select(result());
  }

  private Dataset<Row> summed(Dataset<Row> rows, String... cell) {
    List<Column> keys = new ArrayList<>();
    Arrays.stream(cell).map(functions::col).forEach(keys::add);
    keys.addAll(List.of(col("currency"), col("distinct"), col("text")));
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).as("n"));
    for (Metric m : cells.additive()) {
      sums.add(sum(TopicCells.column(m)).as(TopicCells.column(m)));
    }
    return rows.groupBy(keys.toArray(Column[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
        .drop("n");
  }

  private List<Column> aggregates() {
    List<Column> aggregates = new ArrayList<>();
    aggregates.add(sum("late").as("late"));
    List<Column> amounts = new ArrayList<>();
    amounts.add(col("currency"));
    for (Metric m : cells.metrics()) {
      String name = TopicCells.column(m);
      if (m.isMoney()) {
        amounts.add(col(name));
      } else if (m.isExact()) {
        aggregates.add(sum(name).as(name));
      } else {
        aggregates.add(count(when(col("distinct").equalTo(m.id()), 1)).as(name));
      }
    }
    Column perCurrency = when(col("currency").isNotNull(), struct(amounts.toArray(Column[]::new)));
    aggregates.add(sort_array(collect_list(perCurrency)).as("amounts"));
    return aggregates;
  }

  private Column[] result() {
    return new Column[] {
      lit(cells.topic().ordinal()).as("topic"),
      col("by"),
      col("dimension"),
      col("grain"),
      col("window"),
      time.day(col("window")).as("day"),
      concat(cells.metrics().stream().map(this::values).toArray(Column[]::new)).as("values"),
      coalesce(col("events"), lit(0L)).as("events"),
      coalesce(col("late"), lit(0L)).as("late")
    };
  }

  /** A metric's numbers in a cell, none where it is not kept. */
  private Column values(Metric m) {
    Column none = array().cast(DataTypes.createArrayType(VALUE, false));
    Column numbers =
        m.isMoney()
            ? filter(
                transform(
                    col("amounts"),
                    a -> value(m, a.getField("currency"), a.getField(TopicCells.column(m)))),
                v -> v.getField("value").notEqual(0L))
            : when(
                    col(TopicCells.column(m)).notEqual(0L),
                    array(value(m, lit(null), col(TopicCells.column(m)))))
                .otherwise(none);
    return when(kept(m), numbers).otherwise(none);
  }

  private static Column value(Metric metric, Column currency, Column value) {
    return struct(
            lit(metric.id()).as("metric"),
            currency.cast("string").as("currency"),
            coalesce(value, lit(0L)).as("value"))
        .cast(VALUE);
  }

  private Column kept(Metric metric) {
    Column kept = lit(false);
    for (Dimension d : cells.dimensions()) {
      Integer[] grains =
          cells.grains(d).stream()
              .filter(g -> metric.isKept(d, g))
              .map(Grain::ordinal)
              .toArray(Integer[]::new);
      if (grains.length > 0) {
        kept = kept.or(col("by").equalTo(d.id()).and(col("grain").isin((Object[]) grains)));
      }
    }
    return kept;
  }
}

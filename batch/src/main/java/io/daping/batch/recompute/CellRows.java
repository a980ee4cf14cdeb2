package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
 * codes; a value of 0 is left out, but for quantiles, which bear the {@code state} behind them.
 * {@code events} and {@code late} are 0 but for {@code total}.
 */
public record CellRows(TopicCells cells, BusinessTime time) {
  /** One number of a cell; {@code state} is null but for quantiles. */
  public static final StructType VALUE =
      new StructType()
          .add("metric", DataTypes.IntegerType)
          .add("currency", DataTypes.StringType)
          .add("value", DataTypes.LongType)
          .add("state", DataTypes.BinaryType);

  /** The columns that name a cell; {@code grain} is the ordinal, {@code window} in milliseconds. */
  public static final List<String> KEY = List.of("topic", "by", "dimension", "grain", "window");

  private static final Column NO_STATE = lit(null).cast(DataTypes.BinaryType);

  private static final List<String> CELL = List.of("by", "dimension", "grain", "window");

  /**
   * What facts add to the cells that some of the metrics are kept in.
   *
   * @param some of the metrics: those that count these facts
   * @param facts one row a fact
   * @param caps what has no cells of its own
   * @return one row or more a cell, for {@link #of}
   */
  Dataset<Row> parts(TopicCells some, Dataset<Row> facts, Caps caps) {
    List<Dataset<Row>> parts = new ArrayList<>();
    TopicCells sums = some.sums();
    if (!sums.isEmpty()) {
      parts.add(sums(sums, new Spread(sums, time).ofFacts(facts), caps));
    }
    if (!some.identities().isEmpty()) {
      parts.add(new TextCounts(some.identities(), time, caps).of(facts));
    }
    if (!some.quantiles().isEmpty()) {
      parts.add(numbers(some.quantiles(), facts, caps));
    }
    return parts.stream().reduce((a, b) -> a.unionByName(b, true)).orElseThrow();
  }

  /**
   * Adds up metrics that do.
   *
   * @param entries rows of {@link Spread#ofFacts}
   */
  Dataset<Row> sums(TopicCells some, Dataset<Row> entries, Caps caps) {
    Column[] sums =
        some.metrics().stream()
            .map(TopicCells::column)
            .map(name -> sum(name).as(name))
            .toArray(Column[]::new);
    return added(some, entries.drop("apart", "text"), caps, List.of("currency"), sums);
  }

  /** How often each number came. */
  private Dataset<Row> numbers(TopicCells some, Dataset<Row> facts, Caps caps) {
    Dataset<Row> entries = new Spread(some, time).ofFacts(facts).withColumn("n", lit(1L));
    return added(some, entries, caps, List.of("apart", "text"), sum("n").as("n"));
  }

  /** First over facts, then over windows. */
  private Dataset<Row> added(
      TopicCells some, Dataset<Row> entries, Caps caps, List<String> kinds, Column... sums) {
    Dataset<Row> finest = summed(entries, List.of("by", "dimension", "window"), kinds, sums);
    Dataset<Row> all = caps.applied(new Spread(some, time).atEveryGrain(finest));
    return summed(all, CELL, kinds, sums);
  }

  private static Dataset<Row> summed(
      Dataset<Row> rows, List<String> cell, List<String> kinds, Column... sums) {
    Column[] keys =
        Stream.concat(cell.stream(), kinds.stream()).map(functions::col).toArray(Column[]::new);
    return rows.groupBy(keys).agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  /**
   * Puts the parts together to cells.
   *
   * @param parts of any of the metrics
   * @param arrivals rows of {@link Arrivals}
   */
  public Dataset<Row> of(Dataset<Row> parts, Dataset<Row> arrivals) {
    List<Column> aggregates = aggregates();
    return withAll(parts)
        .unionByName(arrivals, true)
        .groupBy(CELL.stream().map(functions::col).toArray(Column[]::new))
        .agg(sum("events").as("events"), aggregates.toArray(Column[]::new))
        .select(result());
  }

  /** What no row has of a metric, a currency or a number is null. */
  private Dataset<Row> withAll(Dataset<Row> parts) {
    Set<String> present = Set.of(parts.columns());
    Map<String, Column> absent = new LinkedHashMap<>();
    cells.metrics().stream()
        .filter(m -> m.state() != State.QUANTILE)
        .forEach(m -> absent.put(TopicCells.column(m), lit(null).cast("bigint")));
    absent.put("currency", lit(null).cast("string"));
    if (!cells.quantiles().isEmpty()) {
      absent.put("apart", lit(null).cast("int"));
      absent.put("text", lit(null).cast("string"));
      absent.put("n", lit(null).cast("bigint"));
    }
    absent.keySet().removeAll(present);
    return absent.isEmpty() ? parts : parts.withColumns(absent);
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
      } else if (m.state() == State.QUANTILE) {
        aggregates.add(collect_list(when(isOf(m), Quantiles.counted())).as(name));
      } else {
        aggregates.add(sum(name).as(name));
      }
    }
    Column perCurrency = when(col("currency").isNotNull(), struct(amounts.toArray(Column[]::new)));
    aggregates.add(sort_array(collect_list(perCurrency)).as("amounts"));
    return aggregates;
  }

  private static Column isOf(Metric metric) {
    return col("apart").equalTo(metric.id());
  }

  private Column[] result() {
    return new Column[] {
      lit(cells.source().ordinal()).as("topic"),
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
    Column numbers = m.isMoney() ? amounts(m) : when(isThere(m), array(number(m))).otherwise(none);
    return when(kept(m), numbers).otherwise(none);
  }

  private static Column amounts(Metric m) {
    return filter(
        transform(
            col("amounts"),
            a -> value(m, a.getField("currency"), a.getField(TopicCells.column(m)), NO_STATE)),
        v -> v.getField("value").notEqual(0L));
  }

  private static Column isThere(Metric m) {
    Column number = col(TopicCells.column(m));
    return m.state() == State.QUANTILE ? size(number).gt(0) : number.notEqual(0L);
  }

  private static Column number(Metric m) {
    Column number = col(TopicCells.column(m));
    if (m.state() != State.QUANTILE) {
      return value(m, lit(null), number, NO_STATE);
    }
    Column shown = Quantiles.of(number, m.share());
    return value(m, lit(null), shown.getField("value"), shown.getField("state"));
  }

  private static Column value(Metric metric, Column currency, Column value, Column state) {
    return struct(
            lit(metric.id()).as("metric"),
            currency.cast("string").as("currency"),
            coalesce(value, lit(0L)).as("value"),
            state.as("state"))
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

package io.daping.batch.report.read;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.report.content.Numbers;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.MetricState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * The numbers of several days, or of other periods that bear a day's name, from rows of gold: the
 * totals, the hours, dimensions of few values whole, and of the others the best.
 *
 * @param top how many of each list of the best
 */
public record GoldNumbers(Catalogue catalogue, int top) {
  /** Dimensions of few values. */
  private static final List<String> WHOLE =
      List.of(Dimension.TOTAL, "status", "zone", "topic", "reason", "app", "level");

  /** What is shown by the hour. */
  static final List<String> HOURLY = List.of("gmv_paid", "orders_paid", "pv");

  private static final List<String> COLUMNS =
      List.of(
          "metric",
          "grain",
          "window_start",
          "by",
          "dimension",
          "currency",
          "value",
          "state",
          "day");

  /** A list of the best: the dimension, and the metric that ranks it. */
  private record Ranking(String by, String metric) {}

  private static final List<Ranking> RANKED =
      List.of(
          new Ranking("item", "gmv_paid"),
          new Ranking("item", "pv"),
          new Ranking("shop", "gmv_paid"),
          new Ranking("shop", "pv"),
          new Ranking("brand", "gmv_paid"),
          new Ranking("brand", "pv"),
          new Ranking("category", "gmv_paid"),
          new Ranking("category", "pv"),
          new Ranking("province", "gmv_paid"),
          new Ranking("query", "searches"),
          new Ranking("query", "empty_searches"),
          new Ranking("host", "cpu_p75"),
          new Ranking("error_group", "errors"));

  /**
   * @param gold of all days wanted
   * @param ranked of those of them whose lists of the best are wanted
   * @return the days that have any number
   */
  public Map<LocalDate, Numbers> of(Dataset<Row> gold, Dataset<Row> ranked) {
    Map<LocalDate, Numbers> numbers = new TreeMap<>();
    for (Row row : whole(gold).unionByName(best(ranked)).collectAsList()) {
      Numbers ofDay =
          numbers.computeIfAbsent(row.getDate(0).toLocalDate(), day -> new Numbers(catalogue));
      catalogue
          .metric(row.getString(3))
          .ifPresent(metric -> ofDay.add(row.getString(1), value(row), metric, state(metric, row)));
    }
    return numbers;
  }

  /** Whether a report shows anything by this dimension. */
  static boolean shows(String dimension) {
    return WHOLE.contains(dimension) || RANKED.stream().anyMatch(l -> l.by().equals(dimension));
  }

  /** The columns of gold that are read. */
  static Column[] columns() {
    return COLUMNS.stream().map(functions::col).toArray(Column[]::new);
  }

  private static String value(Row row) {
    return row.getString(1).equals(Numbers.HOUR)
        ? Instant.ofEpochMilli(Long.parseLong(row.getString(2))).toString()
        : row.getString(2);
  }

  private static MetricState state(Metric metric, Row row) {
    return row.isNullAt(6)
        ? Numbers.state(metric, row.getString(4), row.getLong(5))
        : CellCodec.decodeState(row.getAs(6));
  }

  private static Dataset<Row> whole(Dataset<Row> gold) {
    Column isHour = col("grain").equalTo(Grain.HOUR.grainName());
    Column ofDay = col("grain").equalTo(Grain.DAY.grainName()).and(col("by").isin(WHOLE.toArray()));
    Column ofHour =
        isHour.and(col("by").equalTo(Dimension.TOTAL)).and(col("metric").isin(HOURLY.toArray()));
    Column start = unix_millis(col("window_start")).cast("string");
    return gold.where(ofDay.or(ofHour))
        .select(
            col("day"),
            when(isHour, Numbers.HOUR).otherwise(col("by")).as("by"),
            when(isHour, start).otherwise(col("dimension")).as("dimension"),
            col("metric"),
            col("currency"),
            col("value"),
            col("state"));
  }

  /** All numbers of the values that are among the best of any list, in any currency. */
  private Dataset<Row> best(Dataset<Row> gold) {
    Object[] dimensions = RANKED.stream().map(Ranking::by).distinct().toArray();
    Dataset<Row> cells =
        gold.where(col("grain").equalTo(Grain.DAY.grainName()))
            .where(col("by").isin(dimensions).and(col("dimension").notEqual(Dimension.OTHER)))
            .groupBy("day", "by", "dimension")
            .agg(collect_list(struct("metric", "currency", "value", "state")).as("numbers"));
    Column order = col("rank_value").desc();
    return cells
        .withColumn("rank", explode(filter(col("numbers"), GoldNumbers::ranks)))
        .where(ranking())
        .withColumn("rank_value", col("rank.value"))
        .withColumn("tie", tie())
        .withColumn(
            "place",
            row_number()
                .over(
                    Window.partitionBy("day", "by", "rank.metric", "rank.currency")
                        .orderBy(order, col("tie").desc(), col("dimension"))))
        .where(col("place").leq(top))
        .groupBy("day", "by", "dimension")
        .agg(first("numbers").as("numbers"))
        .select(col("day"), col("by"), col("dimension"), explode(col("numbers")).as("n"))
        .select("day", "by", "dimension", "n.metric", "n.currency", "n.value", "n.state");
  }

  private static Column ranks(Column number) {
    Object[] metrics = RANKED.stream().map(Ranking::metric).distinct().toArray();
    return number.getField("metric").isin(metrics);
  }

  /** Not every metric that ranks one dimension ranks the others that it is kept by. */
  private static Column ranking() {
    return RANKED.stream()
        .map(l -> col("by").equalTo(l.by()).and(col("rank.metric").equalTo(l.metric())))
        .reduce(Column::or)
        .orElseThrow();
  }

  private Column tie() {
    Column tie = lit(null).cast("string");
    for (String metric : RANKED.stream().map(Ranking::metric).distinct().toList()) {
      String by = catalogue.metric(metric).map(Metric::tiesBy).orElse(null);
      tie = when(col("rank.metric").equalTo(metric), lit(by)).otherwise(tie);
    }
    Column of = tie;
    Column found =
        filter(
            col("numbers"),
            n ->
                n.getField("metric")
                    .equalTo(of)
                    .and(
                        n.getField("currency")
                            .isNull()
                            .or(n.getField("currency").eqNullSafe(col("rank.currency")))));
    return coalesce(get(found, lit(0)).getField("value"), lit(0L));
  }
}

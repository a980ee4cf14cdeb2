package io.daping.batch.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Catalogue;
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

/**
 * What adds up gives the same added up from minutes, from hours and from the day, for all values of
 * a dimension together: a window may give some of them to {@code __other__}.
 */
record AgreeingSums() implements Check {
  @Override
  public String name() {
    return "agreeing_sums";
  }

  @Override
  public Dataset<Row> breaches(Checked checked) {
    Column disagrees = lit(false);
    for (Grain grain : List.of(Grain.MINUTE, Grain.HOUR)) {
      Column both = isKeptAt(checked.catalogue(), grain, Grain.DAY);
      disagrees = disagrees.or(both.and(not(total(grain).equalTo(total(Grain.DAY)))));
    }
    return sums(checked.gold().where(addsUp(checked.catalogue())))
        .where(disagrees)
        .select(
            col("day"),
            concat_ws(
                    " ",
                    col("metric"),
                    lit("by"),
                    col("by"),
                    col("currency"),
                    lit("minutes, hours and day give"),
                    total(Grain.MINUTE),
                    total(Grain.HOUR),
                    total(Grain.DAY))
                .as("what"));
  }

  private static Dataset<Row> sums(Dataset<Row> gold) {
    Column[] sums =
        Arrays.stream(Grain.values())
            .map(
                grain ->
                    sum(when(col("grain").equalTo(grain.grainName()), col("value")))
                        .as("of_" + grain.grainName()))
            .toArray(Column[]::new);
    return gold.groupBy("day", "metric", "by", "currency").agg(sums[0], sums[1], sums[2]);
  }

  private static Column total(Grain grain) {
    return coalesce(col("of_" + grain.grainName()), lit(0L));
  }

  private static Column addsUp(Catalogue catalogue) {
    return col("metric")
        .isin(
            catalogue.metrics().stream()
                .filter(m -> m.state() == State.SUM || m.state() == State.EVENTS)
                .filter(m -> !m.isNightly())
                .map(Metric::name)
                .toArray());
  }

  private static Column isKeptAt(Catalogue catalogue, Grain one, Grain other) {
    List<Column> kept = new ArrayList<>();
    for (Metric metric : catalogue.metrics()) {
      for (Dimension by : metric.by()) {
        if (metric.isKept(by, one) && metric.isKept(by, other)) {
          kept.add(col("metric").equalTo(metric.name()).and(col("by").equalTo(by.name())));
        }
      }
    }
    return kept.stream().reduce(Column::or).orElse(lit(false));
  }
}

package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;

import io.daping.common.spark.DeltaTables.Table;
import io.delta.tables.DeltaTable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.functions;

/** Brings a table of attributions up to date, in one commit that is not made twice. */
record AttributionMerge(Table table, ZoneId zone) {
  private static final String TXN = "spark.databricks.delta.write.";

  /**
   * @param changed {@link AttributionRows#SCHEMA}, each line once
   */
  void apply(Dataset<Row> changed, String transaction, long number) {
    Dataset<Row> rows =
        changed.withColumn(
            "day", to_date(from_utc_timestamp(timestamp_millis(col("order_time")), zone.getId())));
    Object[] days =
        rows.select("day").distinct().collectAsList().stream().map(row -> row.get(0)).toArray();
    if (days.length == 0) {
      return;
    }
    RuntimeConfig conf = changed.sparkSession().conf();
    conf.set(TXN + "txnAppId", transaction);
    conf.set(TXN + "txnVersion", number);
    try {
      merge(rows, days);
    } finally {
      conf.unset(TXN + "txnAppId");
      conf.unset(TXN + "txnVersion");
    }
  }

  private void merge(Dataset<Row> rows, Object[] days) {
    Map<String, Column> values =
        Arrays.stream(table.schema().fieldNames())
            .collect(Collectors.toMap(Function.identity(), name -> functions.col("s." + name)));
    Column same =
        col("t.order_event_id")
            .equalTo(col("s.order_event_id"))
            .and(col("t.line").equalTo(col("s.line")));
    DeltaTable.forPath(rows.sparkSession(), table.path())
        .as("t")
        .merge(rows.as("s"), same.and(col("t.day").isin(days)))
        .whenMatched(col("s.gone"))
        .delete()
        .whenMatched(isOther())
        .update(values)
        .whenNotMatched(functions.not(col("s.gone")))
        .insert(values)
        .execute();
  }

  /** Most views that look for a sale do not change it. */
  private static Column isOther() {
    Column same =
        col("t.view_event_id")
            .eqNullSafe(col("s.view_event_id"))
            .and(col("t.order_time").equalTo(col("s.order_time")));
    return functions.not(same);
  }
}

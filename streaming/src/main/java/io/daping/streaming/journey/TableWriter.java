package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.col;

import io.daping.common.hbase.DimensionPins;
import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.streaming.judge.MicroBatch;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Appends a micro-batch's rows to a table, once: each commit bears a transaction id of query,
 * generation, table and number, and the dimension versions that it asked.
 */
record TableWriter(MicroBatch batch, DimensionPins pins) {
  void append(Dataset<Row> rows, Table table) {
    Column[] columns =
        Arrays.stream(table.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
    new AppendOnce(table, transaction(batch, table), batch.number())
        .write(rows.select(columns).repartition(col(table.dayColumn())), metadata());
  }

  /** Names a query's commits to a table; with the number of the micro-batch it names one. */
  static String transaction(MicroBatch batch, Table table) {
    String name = table.path().substring(table.path().lastIndexOf('/') + 1);
    return "daping/journey/" + batch.generation() + "/" + name;
  }

  private String metadata() {
    return "{\"item_version\":%d,\"user_version\":%d}".formatted(pins.item(), pins.user());
  }
}

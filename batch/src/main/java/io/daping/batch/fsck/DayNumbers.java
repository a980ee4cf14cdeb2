package io.daping.batch.fsck;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.daping.batch.DayRange;
import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.reconcile.StoredCells;
import io.daping.batch.store.StoredTable;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.config.Settings;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All numbers of some days, of the tables and of HBase, in one form: name, value, state. */
record DayNumbers(SparkSession spark, Settings settings, Catalogue catalogue) {
  private static final List<Column> NUMBER =
      List.of(
          col("day"),
          col("metric"),
          col("grain"),
          col("window_start"),
          col("by"),
          col("dimension"),
          col("currency"));

  /** What names a number. */
  static Column[] name() {
    return NUMBER.toArray(Column[]::new);
  }

  /** Metrics that the catalogue has no more are read by nobody. */
  Dataset<Row> gold(DayRange range) {
    Object[] names = catalogue.metrics().stream().map(Metric::name).toArray();
    NightTables tables = NightTables.of(settings);
    return StoredTable.rows(spark, tables.gold())
        .where(range.predicate())
        .where(col("metric").isin(names))
        .select(columns())
        .unionByName(arrivals(StoredTable.rows(spark, tables.arrivals()).where(range.predicate())));
  }

  /** Of the night, as its seals name them. */
  Dataset<Row> hbase(DayRange range, Map<LocalDate, Long> sealed) {
    StoredCells stored = new StoredCells(settings, TopicCells.of(catalogue));
    // Each scan is read once.
    Dataset<Row> cells = stored.ofNight(spark, range, sealed).localCheckpoint();
    GoldRows rows = new GoldRows(catalogue);
    return rows.of(cells).select(columns()).unionByName(arrivals(rows.arrivals(cells)));
  }

  /** How many events came and how many of them late, as numbers of their own. */
  private static Dataset<Row> arrivals(Dataset<Row> arrivals) {
    Column came = struct(lit("events").as("name"), col("events").as("value"));
    Column late = struct(lit("late").as("name"), col("late").as("value"));
    return arrivals
        .withColumn("number", explode(array(came, late)))
        .withColumn("metric", concat(col("source"), lit(" "), col("number.name")))
        .withColumn("value", col("number.value"))
        .withColumn("by", lit("total"))
        .withColumn("dimension", lit(""))
        .withColumn("currency", lit(null).cast("string"))
        .withColumn("state", lit(null).cast("binary"))
        .select(columns());
  }

  private static Column[] columns() {
    List<Column> columns = new ArrayList<>(NUMBER);
    columns.addAll(List.of(col("value"), col("state")));
    return columns.toArray(Column[]::new);
  }
}

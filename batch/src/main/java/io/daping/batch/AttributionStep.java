package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.common.config.Settings;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.JourneyTables;
import io.delta.tables.DeltaTable;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The night's attributions: exact, and written over what the table had of these days. */
record AttributionStep(SparkSession spark, Settings settings) {

  void write(DayRange range, Histories histories) {
    Table table = JourneyTables.of(settings).attributionsDaily().create(spark);
    Optional<Dataset<Row>> ofTheDays =
        histories.attributions().map(rows -> rows.where(range.holds(col("day"))));
    if (ofTheDays.map(Dataset::isEmpty).orElse(true)) {
      clear(table, range);
    } else {
      write(ofTheDays.get(), table, range);
    }
  }

  private static void write(Dataset<Row> attributions, Table table, DayRange range) {
    attributions
        .repartition(col("day"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate())
        .save(table.path());
  }

  private void clear(Table table, DayRange range) {
    if (!table.read(spark).where(range.predicate()).isEmpty()) {
      DeltaTable.forPath(spark, table.path()).delete(range.predicate());
    }
  }
}

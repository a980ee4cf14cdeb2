package io.daping.common.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Does a little of what every job does, so that the JVM can keep the twenty thousand classes that
 * this loads in an archive: bin/daping runs it once a build. It needs no service and leaves
 * nothing.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) throws Exception {
    Path home = Files.createTempDirectory("daping-rehearsal-");
    try {
      Settings settings = Configuration.load(home, null, Map.of("stream.master", "local[2]"));
      try (SparkSession spark = Sessions.start("rehearsal", settings)) {
        FactSchema.check(spark, Catalogue.load());
        NightTables tables = NightTables.of(settings);
        append(spark, tables.gold().create(spark));
        append(spark, tables.gold().create(spark));
        addUp(tables.gold().read(spark));
      }
    } finally {
      PathUtils.deleteDirectory(home);
    }
  }

  private static void append(SparkSession spark, DeltaTables.Table table) {
    spark
        .sql("SELECT date'2026-11-11' AS day, 'pv' AS metric, 1L AS value")
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", "rehearsal")
        .option("txnVersion", System.nanoTime())
        .save(table.path());
  }

  private static void addUp(Dataset<Row> rows) {
    var ofMetric = Window.partitionBy("metric").orderBy("window_start");
    rows.withColumn("first", first("value").over(ofMetric))
        .groupBy("day", "metric")
        .agg(sum("value"), count(lit(1)).as("n"))
        .join(rows.select("metric").distinct(), "metric")
        .where(col("n").gt(0))
        .collectAsList();
  }
}

package io.daping.streaming.intake;

import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.query.SideBySide;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a micro-batch appends to its tables, each under a transaction id of query, generation, table
 * and number. The tables are written side by side: few files are few tasks, and one table after
 * another would leave cores idle.
 */
final class Appends {
  private static final int ROWS_PER_FILE = 200_000;
  private static final int AT_ONCE = 4;

  private final SparkSession spark;
  private final MicroBatch batch;
  private final List<Runnable> appends = new ArrayList<>();

  Appends(SparkSession spark, MicroBatch batch) {
    this.spark = spark;
    this.batch = batch;
  }

  /**
   * Plans to append rows.
   *
   * @param rows in the columns of the table
   */
  void add(JavaRDD<Row> rows, Table table) {
    appends.add(() -> append(rows, table));
  }

  private void append(JavaRDD<Row> rows, Table table) {
    String name = table.path().substring(table.path().lastIndexOf('/') + 1);
    int files = (int) (1 + batch.size() / ROWS_PER_FILE);
    new AppendOnce(table, "daping/intake/" + batch.generation() + "/" + name, batch.number())
        .write(spark.createDataFrame(rows.coalesce(files), table.schema()));
  }

  /** Appends all. */
  void run() {
    SideBySide.run(appends, AT_ONCE);
  }
}

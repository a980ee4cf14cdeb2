package io.daping.streaming.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.streaming.testing.TestSpark;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of several days go to a file a day, none is lost, and Spark sorts nothing. */
final class DayByDayTest {
  private static final StructType SCHEMA =
      new StructType().add("n", DataTypes.IntegerType).add("day", DataTypes.DateType);

  @TempDir private Path folder;

  @Test
  void rowsOfOneDayFollowEachOther() {
    List<Row> rows = rows(100);
    List<Row> ordered = new ArrayList<>();
    DayByDay.ordered(rows.iterator(), 1).forEachRemaining(ordered::add);
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(rows);
    List<Object> days = ordered.stream().map(row -> row.get(1)).toList();
    int changes = 0;
    for (int i = 1; i < days.size(); i++) {
      changes += days.get(i).equals(days.get(i - 1)) ? 0 : 1;
    }
    assertThat(changes).isEqualTo(2);
    assertThat(DayByDay.ordered(List.<Row>of().iterator(), 1)).isExhausted();
  }

  @Test
  void aTableGetsOneFileADayAndEveryRow() {
    SparkSession spark = TestSpark.session();
    Table table = new Table(folder.resolve("table").toString(), SCHEMA, "day");
    table.create(spark);
    var rows = JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows(100), 1);
    var ordered = DayByDay.of(spark, rows, table);
    assertThat(ordered.queryExecution().executedPlan().outputOrdering().size()).isEqualTo(1);
    new AppendOnce(table, "test", 0).write(ordered);
    assertThat(table.read(spark).inputFiles()).hasSize(3);
    assertThat(table.read(spark).collectAsList()).containsExactlyInAnyOrderElementsOf(rows(100));
  }

  /** Of three days, mixed. */
  private static List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(RowFactory.create(i, Date.valueOf("2026-11-" + (10 + i * 7 % 3))));
    }
    return rows;
  }
}

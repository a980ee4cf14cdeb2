package io.daping.streaming.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.event.Topic;
import io.daping.common.fault.Refusal;
import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.streaming.testing.TestSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that an earlier version made, or somebody else. */
class OlderTablesTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir private Path root;
  private Table silver;

  @BeforeEach
  void name() {
    silver = new DeltaTables(root.toString()).silver(Topic.MACHINE);
  }

  @Test
  void aTableWithFewerColumnsGetsThemAndKeepsItsRowsAndTakesNewOnes() {
    make("* EXCEPT (repairs_partition, repairs_offset, load1)");

    silver.create(spark);

    assertThat(silver.read(spark).schema()).isEqualTo(silver.schema());
    new AppendOnce(silver, "test", 1).write(spark.sql(row("2", "17L")));
    assertThat(silver.read(spark).selectExpr("event_id", "repairs_offset").orderBy("event_id"))
        .extracting(rows -> rows.collectAsList().toString())
        .isEqualTo("[[1,null], [2,17]]");
    long version = version();
    silver.create(spark);
    assertThat(version()).as("nothing is left to add").isEqualTo(version);
  }

  @Test
  void aStreamThatHasReadTheOlderTableReadsOn() throws Exception {
    make("* EXCEPT (repairs_partition, repairs_offset, load1)");
    assertThat(streamed("event_id", "record_time")).containsExactly("[1,null]");

    silver.create(spark);
    new AppendOnce(silver, "test", 1).write(spark.sql(row("2", "17L")));

    assertThat(streamed("event_id", "repairs_offset")).containsExactly("[2,17]");
  }

  @Test
  void aTableOfAnotherFormIsRefusedWithEveryColumnThatStandsAgainstIt() {
    make("* EXCEPT (cpu, load1), 'much' AS cpu, 1 AS mine");

    assertThatThrownBy(() -> silver.create(spark))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("table " + silver.path())
        .hasMessageContaining("column cpu is STRING, must be DOUBLE")
        .hasMessageContaining("column mine (INT) is not known")
        .hasMessageContaining("tables.path");
    assertThat(version()).as("nothing was added before the refusal").isZero();
  }

  @Test
  void aTableThatIsSplitOtherwiseIsRefused() {
    spark.sql(row("1", "NULL")).write().format("delta").save(silver.path());

    assertThatThrownBy(() -> silver.create(spark))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("partitioned by [], must be by [day]");
  }

  /** What is new since the last call. */
  private List<String> streamed(String... columns) throws Exception {
    List<String> rows = new ArrayList<>();
    VoidFunction2<Dataset<Row>, Long> take =
        (batch, number) ->
            batch.selectExpr(columns).collectAsList().forEach(row -> rows.add(row.toString()));
    spark
        .readStream()
        .format("delta")
        .load(silver.path())
        .writeStream()
        .option("checkpointLocation", root.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .foreachBatch(take)
        .start()
        .awaitTermination();
    return rows;
  }

  private void make(String columns) {
    spark
        .sql("SELECT " + columns + " FROM (" + row("1", "NULL") + ")")
        .write()
        .format("delta")
        .partitionBy("day")
        .save(silver.path());
  }

  private String row(String id, String repairs) {
    StringBuilder columns = new StringBuilder();
    for (var column : silver.schema().fields()) {
      String value =
          switch (column.name()) {
            case "event_id" -> "'" + id + "'";
            case "repairs_offset" -> repairs;
            case "day" -> "DATE'2026-11-11'";
            default -> "NULL";
          };
      columns.append(
          ", CAST(%s AS %s) AS %s".formatted(value, column.dataType().sql(), column.name()));
    }
    return "SELECT " + columns.substring(2);
  }

  private long version() {
    return spark
        .sql("DESCRIBE HISTORY delta.`" + silver.path() + "`")
        .selectExpr("max(version)")
        .first()
        .getLong(0);
  }
}

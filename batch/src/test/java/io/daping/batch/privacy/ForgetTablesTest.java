package io.daping.batch.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a person in tables, and which tables need not be rewritten. */
class ForgetTablesTest {
  private static final Set<String> NONE = Set.of();
  private static final Person ANN = new Person("user-ann", NONE, NONE, NONE, NONE, NONE);

  private final SparkSession spark = TestSpark.session();

  @TempDir private Path root;
  private DeltaTables tables;

  @BeforeEach
  void name() {
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
    tables = new DeltaTables(root.toString());
  }

  @Test
  void ofARecordInBronzeThePlaceStaysAndNothingElse() {
    Table bronze = tables.bronze().create(spark);
    bronze(bronze, 1, "user-ann");
    bronze(bronze, 2, "user-bob");

    assertThat(erase()).isEqualTo(1);

    assertThat(texts(bronze, "offset", "source", "sent_minute", "is_erased", "key", "value"))
        .containsExactly(
            "[1,collector@web1/1,7,true,null,null]",
            "[2,collector@web1/1,7,null,k,{\"user_id\":\"user-bob\"}]");
    assertThat(store().remains(ANN)).isEmpty();
    assertThat(erase()).as("again").isZero();
  }

  @Test
  void aTableIsPurgedWhenItHasAPastAndLeftAloneWhenItHasNone() {
    Table untouched = tables.silver(Topic.BROWSE).create(spark);
    search(untouched, "append", 1, "user-bob");
    Table overwritten = tables.silver(Topic.SEARCH).create(spark);
    search(overwritten, "append", 1, "user-ann");
    search(overwritten, "overwrite", 2, "user-bob");
    Table marked = tables.silver(Topic.ACCESS).create(spark);
    spark.sql(
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)"
            .formatted(marked.path()));
    search(marked, "append", 1, "user-ann", "user-bob");
    spark.sql("DELETE FROM delta.`%s` WHERE endswith(user_id, 'ann')".formatted(marked.path()));
    long version = version(untouched);
    assertThat(store().remains(ANN)).hasSize(2);

    assertThat(erase()).as("she is in no newest row").isZero();

    assertThat(store().remains(ANN)).isEmpty();
    assertThat(version(untouched)).isEqualTo(version);
    for (Table table : List.of(untouched, overwritten, marked)) {
      assertThat(texts(table, "user_id")).containsExactly("[user-bob]");
      assertThat(new TablePast(spark, table.path()).isThere()).as(table.path()).isFalse();
    }
  }

  private ForgetTables store() {
    return new ForgetTables(spark, tables, new TreeSet<>());
  }

  private long erase() {
    return store().erase(ANN);
  }

  private void bronze(Table bronze, long offset, String user) {
    append(
        bronze,
        "append",
        """
        SELECT 'search' AS topic, binary('k') AS key, binary('{"user_id":"%s"}') AS value,
          'collector@web1/1' AS source, 7L AS sent_minute, 0 AS partition, %dL AS offset,
          DATE'2026-11-11' AS record_day"""
            .formatted(user, offset));
  }

  /** In one file. */
  private void search(Table table, String mode, long offset, String... users) {
    append(
        table,
        mode,
        "SELECT /*+ COALESCE(1) */ explode(array('%s')) AS user_id, %dL AS offset, DATE'2026-11-11' AS day"
            .formatted(String.join("','", users), offset));
  }

  private void append(Table table, String mode, String sql) {
    spark.sql(sql).to(table.schema()).write().format("delta").mode(mode).save(table.path());
  }

  private List<String> texts(Table table, String... columns) {
    return table
        .read(spark)
        .orderBy("offset")
        .selectExpr(strings(table, columns))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private static String[] strings(Table table, String... columns) {
    return Arrays.stream(columns)
        .map(name -> table.schema().apply(name))
        .map(ForgetTablesTest::string)
        .toArray(String[]::new);
  }

  private static String string(StructField column) {
    return "CAST(%s AS STRING)".formatted(column.name());
  }

  private long version(Table table) {
    return spark
        .sql("DESCRIBE HISTORY delta.`" + table.path() + "`")
        .selectExpr("max(version)")
        .first()
        .getLong(0);
  }
}

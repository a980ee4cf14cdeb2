package io.daping.streaming.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables;
import io.daping.streaming.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An append under a transaction id, on real Delta tables. */
class AppendOnceTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir private Path root;
  private DeltaTables.Table table;

  @BeforeEach
  void makeTable() {
    table = new DeltaTables(root.toString()).quarantine().create(spark);
  }

  @Test
  void aRepetitionAppendsNothingAndTheNextNumberAppends() {
    append(0, "a");
    append(0, "again");
    append(1, "b");
    append(0, "late");
    new AppendOnce(table, "another", 0).write(row("of another"));
    assertThat(reasons()).containsExactlyInAnyOrder("a", "b", "of another");
  }

  @Test
  void aRepetitionIsKnownAfterARestartWithoutChecksums() throws IOException {
    append(0, "a");
    try (Stream<Path> log = Files.list(Path.of(table.path(), "_delta_log"))) {
      for (Path file : log.filter(f -> f.toString().endsWith(".crc")).toList()) {
        Files.delete(file);
      }
    }
    DeltaLog.clearCache();
    append(0, "again");
    append(1, "b");
    assertThat(reasons()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void deltasOwnTransactionsAndTheseAreTheSame() {
    appendByOptions(0, "a");
    append(0, "again");
    append(1, "b");
    appendByOptions(1, "again");
    assertThat(reasons()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void twoThatAppendOneNumberAtOnceAppendItOnce() {
    append(0, "0");
    List<CompletableFuture<Void>> rivals =
        Stream.of("x", "y", "z", "x", "y", "z")
            .map(reason -> CompletableFuture.runAsync(() -> append(1, reason)))
            .toList();
    for (CompletableFuture<Void> rival : rivals) {
      try {
        rival.join();
      } catch (CompletionException e) {
        assertThat(e.getCause()).hasMessageContaining("CONCURRENT_TRANSACTION");
      }
    }
    assertThat(reasons()).hasSize(2);
  }

  private void append(long number, String reason) {
    new AppendOnce(table, "test", number).write(row(reason));
  }

  private void appendByOptions(long number, String reason) {
    row(reason)
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", "test")
        .option("txnVersion", number)
        .save(table.path());
  }

  /** The columns are not in the table's order. */
  private Dataset<Row> row(String reason) {
    return spark.sql(
        """
        SELECT '%s' AS reason, 'order' AS topic, binary('k') AS key, binary('v') AS value,
          timestamp'2026-11-11' AS received_time, '' AS detail, 0 AS partition, 0L AS offset,
          timestamp'2026-11-11' AS record_time, date'2026-11-11' AS record_day"""
            .formatted(reason));
  }

  private List<String> reasons() {
    return table.read(spark).select("reason").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}

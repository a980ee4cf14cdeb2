package io.daping.batch.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How good what came is, as the tables tell it. */
class IntakeCellsTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final DayRange DAY = DayRange.of(LocalDate.of(2026, 11, 11));

  private final SparkSession spark = TestSpark.session();

  @TempDir private Path home;

  @Test
  void whatIsInBronzeAndNowhereElseIsADuplicateButForTheForgotten() {
    Settings settings = Configuration.load(home, null, Map.of());
    DeltaTables tables = DeltaTables.of(settings);
    tables.create(spark);
    append(
        tables.bronze(),
        """
        SELECT 'order' AS topic, is_erased, 0 AS partition, CAST(offset AS BIGINT) AS offset,
          CAST(at AS TIMESTAMP) AS record_time, CAST(at AS DATE) AS record_day
        FROM VALUES
          (0, '2026-11-11 02:00:05', NULL), (1, '2026-11-11 02:00:06', NULL),
          (2, '2026-11-11 02:00:07', NULL), (3, '2026-11-11 02:00:08', NULL),
          (4, '2026-11-11 02:00:09', true), (5, '2026-11-11 02:00:10', true),
          -- The business day ends here, at midnight in Shanghai.
          (6, '2026-11-11 16:00:00', NULL) AS t(offset, at, is_erased)""");
    append(
        tables.silver(Topic.ORDER),
        """
        SELECT 0 AS partition, offset, lateness_ms, CAST(at AS TIMESTAMP) AS record_time,
          DATE'2026-11-10' AS day
        FROM VALUES (0L, 600001L, '2026-11-11 02:00:05'), (4L, 600000L, '2026-11-11 02:00:09'),
          -- Bronze has this minute no more.
          (7L, 0L, '2026-11-11 03:00:00')
          AS t(offset, lateness_ms, at)""");
    append(
        tables.quarantine(),
        """
        SELECT 'order' AS topic, 0 AS partition, 2L AS offset, 'conflict' AS reason,
          TIMESTAMP'2026-11-11 02:00:07' AS record_time, DATE'2026-11-11' AS record_day""");

    assertThat(numbers(settings))
        .contains(
            "conflicts total minute  1",
            "duplicates total minute  2",
            "late_events total minute  1",
            "quarantined total minute  1",
            "records total minute  6",
            "records total day  6",
            "records topic hour order 6",
            "duplicates topic day order 2",
            "quarantined reason minute conflict 1")
        // The metrics of total at three grains, those of order, and one by reason.
        .hasSize(3 * (5 + 5 + 1));
  }

  private List<String> numbers(Settings settings) {
    IntakeCells cells = IntakeCells.of(spark, settings, CATALOGUE);
    assertThat(cells.has(DAY)).isTrue();
    // Of this day bronze has nothing.
    assertThat(cells.has(DayRange.of(LocalDate.of(2026, 11, 14)))).isFalse();
    return new GoldRows(CATALOGUE)
        .of(cells.of(DAY)).collectAsList().stream().map(IntakeCellsTest::number).toList();
  }

  private static String number(Row row) {
    return "%s %s %s %s %d"
        .formatted(
            row.getAs("metric"),
            row.getAs("by"),
            row.getAs("grain"),
            row.getAs("dimension"),
            row.<Long>getAs("value"));
  }

  private void append(Table table, String sql) {
    spark.sql(sql).to(table.schema()).write().format("delta").mode("append").save(table.path());
  }
}

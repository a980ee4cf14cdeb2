package io.daping.batch.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import io.daping.batch.complete.MinuteCount.Landed;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each row of bronze has one place, whatever became of it. */
class LandingsTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir private Path home;

  @Test
  void eachRecordIsAcceptedRepeatedRefusedForgottenOrAstray() {
    Settings settings = Configuration.load(home, null, Map.of());
    DeltaTables tables = DeltaTables.of(settings);
    tables.create(spark);
    append(
        tables.bronze(),
        """
        SELECT 'order' AS topic, CAST(value AS BINARY) AS value, 'shop@web1/1' AS source,
          7L AS sent_minute, is_erased, 0 AS partition, CAST(offset AS BIGINT) AS offset,
          DATE'2026-11-11' AS record_day
        FROM VALUES
          (0, '{"event_id":"a"}', NULL),
          (1, '{"event_id":"a"}', NULL),
          (2, 'no event', NULL),
          (3, NULL, true),
          -- A present of somebody else for the person who was forgotten: silver has it still.
          (4, NULL, true),
          (5, '{"event_id":"lost"}', NULL) AS t(offset, value, is_erased)""");
    append(
        tables.silver(Topic.ORDER),
        """
        SELECT event_id, 0 AS partition, offset, lateness_ms, DATE'2026-11-11' AS day
        FROM VALUES ('a', 0L, 0L), ('b', 4L, 3600000L) AS t(event_id, offset, lateness_ms)""");
    append(
        tables.quarantine(),
        """
        SELECT 'order' AS topic, 0 AS partition, 2L AS offset, DATE'2026-11-11' AS record_day""");
    Landings landings = new Landings(spark, settings);

    Map<SourceMinute, Landed> landed = landings.of(landings.bronze(readTo(6), new Minutes(0, 100)));

    assertThat(landed)
        .isEqualTo(
            Map.of(new SourceMinute("shop@web1/1", "order", 7), new Landed(2, 1, 1, 1, 1, 1)));
  }

  private void append(Table table, String sql) {
    spark.sql(sql).to(table.schema()).write().format("delta").mode("append").save(table.path());
  }

  private static QueryProgress readTo(long end) {
    return new QueryProgress(
        QueryProgress.INTAKE, 0, Map.of("order", Map.of(0, end)), Map.of(), 0, 0, Instant.EPOCH);
  }
}

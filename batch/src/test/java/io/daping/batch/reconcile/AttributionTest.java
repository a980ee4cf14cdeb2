package io.daping.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which differences have a cause. */
class AttributionTest {

  @Test
  void valuesThatTookEachOthersPlacesAreExplainedWhereNothingIsLost() {
    Dataset<Row> open =
        TestSpark.session()
            .sql(
                """
                SELECT 3 AS topic, 11 AS by, dimension, 0 AS grain, window, DATE'2026-11-11' AS day,
                  60 AS metric, CAST(NULL AS STRING) AS currency, batch, stream
                FROM VALUES
                  -- One address gave way for another.
                  (0L, 'a', 5L, 0L), (0L, 'b', 0L, 3L), (0L, '__other__', 10L, 12L),
                  -- An event is missing.
                  (60000L, 'a', 5L, 0L), (60000L, '__other__', 10L, 14L),
                  -- Nothing was capped.
                  (120000L, 'a', 5L, 0L), (120000L, 'b', 0L, 5L)
                  AS t(window, dimension, batch, stream)""");
    Dataset<Row> noEvidence =
        TestSpark.session()
            .sql(
                """
                SELECT 3 AS topic, 11 AS by, 'a' AS dimension, 0 AS grain, 0L AS window,
                  60 AS metric, '' AS currency, 3 AS cause, 0L AS least, 0L AS most
                WHERE false""");
    List<String> causes =
        Attribution.of(open, noEvidence).collectAsList().stream()
            .map(row -> row.<Long>getAs("window") + " " + row.getAs("cause"))
            .distinct()
            .toList();
    assertThat(causes)
        .containsExactlyInAnyOrder("0 " + Cause.CAPPED.ordinal(), "60000 null", "120000 null");
  }
}

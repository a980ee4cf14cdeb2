package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The night's windows are the stream's, on days of 23 and 25 hours, too. */
class BusinessTimeTest {

  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2026-11-10T00:00:00Z",
    "Europe/London, 2026-03-28T00:00:00Z", // summer time begins on the 29th
    "Europe/London, 2026-10-24T00:00:00Z", // and ends on the 25th
    "America/New_York, 2026-10-31T00:00:00Z",
    "Asia/Kolkata, 1969-12-31T00:00:00Z"
  })
  void windowsAreThoseOfTheStream(ZoneId zone, Instant from) {
    BusinessTime time = new BusinessTime(zone);
    long start = from.toEpochMilli();
    long end = start + Duration.ofDays(3).toMillis();
    List<Row> rows =
        TestSpark.session()
            .range(start + 1, end, Duration.ofMinutes(10).toMillis() + 7)
            .select(
                col("id"),
                time.start(Grain.MINUTE, col("id")),
                time.end(Grain.MINUTE, time.start(Grain.MINUTE, col("id"))),
                time.start(Grain.HOUR, col("id")),
                time.end(Grain.HOUR, time.start(Grain.HOUR, col("id"))),
                time.start(Grain.DAY, col("id")),
                time.end(Grain.DAY, time.start(Grain.DAY, col("id"))))
            .collectAsList();
    assertThat(rows).hasSizeGreaterThan(400).allSatisfy(row -> isAsInTheStream(row, zone));
  }

  private static void isAsInTheStream(Row row, ZoneId zone) {
    Windows windows = new Windows(zone);
    List<Long> expected = new ArrayList<>();
    List<Long> actual = new ArrayList<>();
    for (Grain grain : Grain.values()) {
      expected.add(windows.start(grain, row.getLong(0)));
      expected.add(windows.end(grain, row.getLong(0)));
      actual.add(row.getLong(1 + 2 * grain.ordinal()));
      actual.add(row.getLong(2 + 2 * grain.ordinal()));
    }
    assertThat(actual).as("%s", Instant.ofEpochMilli(row.getLong(0))).isEqualTo(expected);
  }
}

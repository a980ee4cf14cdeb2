package io.daping.common.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows align to the business zone, whatever its clocks do. */
final class WindowsTest {
  private static final long SEED = 31;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # zone             | grain  | time                      | start                     | end
          Asia/Shanghai      | MINUTE | 2026-11-11T10:00:59+08:00 | 2026-11-11T10:00:00+08:00 | 2026-11-11T10:01:00+08:00
          Asia/Shanghai      | HOUR   | 2026-11-11T10:59:59+08:00 | 2026-11-11T10:00:00+08:00 | 2026-11-11T11:00:00+08:00
          Asia/Shanghai      | DAY    | 2026-11-10T16:00:00+00:00 | 2026-11-11T00:00:00+08:00 | 2026-11-12T00:00:00+08:00
          Asia/Shanghai      | DAY    | 2026-11-11T15:59:59+00:00 | 2026-11-11T00:00:00+08:00 | 2026-11-12T00:00:00+08:00
          Asia/Kolkata       | MINUTE | 2026-11-11T10:00:59+05:30 | 2026-11-11T10:00:00+05:30 | 2026-11-11T10:01:00+05:30
          Asia/Kolkata       | HOUR   | 2026-11-11T10:20:00+05:30 | 2026-11-11T10:00:00+05:30 | 2026-11-11T11:00:00+05:30
          Asia/Kolkata       | DAY    | 2026-11-11T18:29:59+00:00 | 2026-11-11T00:00:00+05:30 | 2026-11-12T00:00:00+05:30
          # the clocks go on: a day of 23 hours, and no hour from 1 to 2
          Europe/London      | DAY    | 2026-03-29T12:00:00+01:00 | 2026-03-29T00:00:00+00:00 | 2026-03-30T00:00:00+01:00
          Europe/London      | HOUR   | 2026-03-29T00:59:59+00:00 | 2026-03-29T00:00:00+00:00 | 2026-03-29T02:00:00+01:00
          Europe/London      | HOUR   | 2026-03-29T02:00:00+01:00 | 2026-03-29T02:00:00+01:00 | 2026-03-29T03:00:00+01:00
          # the clocks go back: a day of 25 hours, and two hours from 1 to 2
          Europe/London      | DAY    | 2026-10-25T23:59:59+00:00 | 2026-10-25T00:00:00+01:00 | 2026-10-26T00:00:00+00:00
          Europe/London      | HOUR   | 2026-10-25T01:30:00+01:00 | 2026-10-25T01:00:00+01:00 | 2026-10-25T01:00:00+00:00
          Europe/London      | HOUR   | 2026-10-25T01:30:00+00:00 | 2026-10-25T01:00:00+00:00 | 2026-10-25T02:00:00+00:00
          # the clocks go on at midnight: the day begins at one o'clock, and ends at midnight all the same
          Africa/Cairo       | DAY    | 2026-04-24T12:00:00+03:00 | 2026-04-24T01:00:00+03:00 | 2026-04-25T00:00:00+03:00
          Africa/Cairo       | DAY    | 2026-04-25T00:30:00+03:00 | 2026-04-25T00:00:00+03:00 | 2026-04-26T00:00:00+03:00
          # the clocks go back to midnight: the day begins at the first of the two
          America/Havana     | DAY    | 2026-11-01T12:00:00-05:00 | 2026-11-01T00:00:00-04:00 | 2026-11-02T00:00:00-05:00
          America/Havana     | DAY    | 2026-11-01T00:30:00-05:00 | 2026-11-01T00:00:00-04:00 | 2026-11-02T00:00:00-05:00
          America/Havana     | DAY    | 2026-11-01T00:30:00-04:00 | 2026-11-01T00:00:00-04:00 | 2026-11-02T00:00:00-05:00
          """)
  void aTimeIsInTheWindowOfItsZone(
      ZoneId zone, Grain grain, OffsetDateTime time, OffsetDateTime start, OffsetDateTime end) {
    assertThat(grain.windowStart(time.toInstant(), zone)).isEqualTo(start.toInstant());
    assertThat(grain.windowEnd(start.toInstant(), zone)).isEqualTo(end.toInstant());
    Windows windows = new Windows(zone);
    long ms = time.toInstant().toEpochMilli();
    assertThat(windows.start(grain, ms)).isEqualTo(start.toInstant().toEpochMilli());
    assertThat(windows.end(grain, ms)).isEqualTo(end.toInstant().toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Asia/Shanghai",
        "Europe/London",
        "Asia/Kolkata",
        "Africa/Cairo",
        "America/Havana",
        "UTC",
        "America/New_York",
        "Australia/Adelaide",
        "Asia/Kathmandu"
      })
  void anyTimeIsInExactlyOneWindowAndWindowsAgreesWithGrain(String name) {
    System.out.println("times of seed " + SEED);
    ZoneId zone = ZoneId.of(name);
    Windows windows = new Windows(zone);
    Random random = new Random(SEED);
    long time = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      time += random.nextInt(4_000_000) - 1_000_000;
      for (Grain grain : Grain.values()) {
        Instant start = grain.windowStart(Instant.ofEpochMilli(time), zone);
        Instant end = grain.windowEnd(start, zone);
        assertThat(start.toEpochMilli()).isLessThanOrEqualTo(time);
        assertThat(end.toEpochMilli()).isGreaterThan(time);
        assertThat(grain.windowStart(end, zone)).as("windows meet at %s", end).isEqualTo(end);
        assertThat(windows.start(grain, time)).isEqualTo(start.toEpochMilli());
        assertThat(windows.end(grain, time)).isEqualTo(end.toEpochMilli());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 2026-11-11, 24",
    "Europe/London, 2026-03-29, 23",
    "Europe/London, 2026-10-25, 25",
    "Africa/Cairo, 2026-04-24, 23",
    "America/Havana, 2026-11-01, 25"
  })
  void aDayHasAsManyHoursAsItsClocksShow(ZoneId zone, LocalDate day, long hours) {
    Instant start = day.atStartOfDay(zone).toInstant();
    Instant end = Grain.DAY.windowEnd(start, zone);
    assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(hours));
    assertThat(Grain.HOUR.windowsBetween(start, end, zone)).isEqualTo(hours);
    assertThat(Grain.MINUTE.windowsBetween(start, end, zone)).isEqualTo(hours * 60);
    assertThat(Grain.DAY.windowsBetween(start, end, zone)).isEqualTo(1);
    assertThat(Grain.businessDay(start, zone)).isEqualTo(day);
    assertThat(Grain.businessDay(end.minusMillis(1), zone)).isEqualTo(day);
  }

  @Test
  void windowsBefore1970AlignToo() {
    ZoneId zone = ZoneId.of("Asia/Kolkata");
    long time = Instant.parse("1969-12-31T20:15:30Z").toEpochMilli();
    Windows windows = new Windows(zone);
    for (Grain grain : Grain.values()) {
      assertThat(windows.start(grain, time))
          .isEqualTo(grain.windowStart(Instant.ofEpochMilli(time), zone).toEpochMilli());
    }
    assertThat(windows.start(Grain.MINUTE, time)).isEqualTo(time - 30_000);
  }
}

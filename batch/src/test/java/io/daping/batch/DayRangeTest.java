package io.daping.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DayRangeTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

  @Test
  void passesCoverTheRangeAndTheLastIsShorter() {
    assertThat(new DayRange(FIRST, FIRST.plusDays(5)).passes(2))
        .containsExactly(
            new DayRange(FIRST, FIRST.plusDays(2)),
            new DayRange(FIRST.plusDays(2), FIRST.plusDays(4)),
            new DayRange(FIRST.plusDays(4), FIRST.plusDays(5)));
  }

  @Test
  void reachIsWholeDaysAndTheDayAfter() {
    assertThat(DayRange.of(FIRST).reachingBack(Duration.ofHours(25)))
        .isEqualTo(new DayRange(FIRST.minusDays(2), FIRST.plusDays(2)));
  }

  @Test
  void dayOfAClockChangeHas23Hours() {
    DayRange day = DayRange.of(LocalDate.of(2026, 3, 29));
    ZoneId london = ZoneId.of("Europe/London");
    assertThat(Duration.ofMillis(day.endMs(london) - day.startMs(london))).hasHours(23);
  }

  @Test
  void emptyRangeIsRefused() {
    assertThatThrownBy(() -> new DayRange(FIRST, FIRST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

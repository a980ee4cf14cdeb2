package io.daping.services.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.serve.MetricAnswer.Row;
import io.daping.services.wall.WallNumbers.Change;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the wall remembers of earlier rankings. */
class RankMemoryTest {
  private static final Instant T = Instant.parse("2026-11-11T02:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 11);

  private final RankMemory memory = new RankMemory();

  @Test
  void aRankIsComparedWithThatOfFiveMinutesAgoAndSaysSinceWhen() {
    for (int minute = 0; minute <= 9; minute++) {
      see(minute, DAY, row("a", 1, 100), row("b", 2, 10 + minute));
    }
    assertThat(memory.change(at(9), row("b", 1, 120)))
        .isEqualTo(new Change(1, 120 - 13, at(3).toEpochMilli()));
    assertThat(memory.change(at(9), row("new", 2, 5))).isNull();
  }

  @Test
  void untilThenTheFirstOneSeenIsWhatThereIs() {
    see(0, DAY, row("a", 1, 100));
    assertThat(memory.change(at(0), row("a", 1, 100))).isNull();
    see(2, DAY, row("a", 1, 130));
    assertThat(memory.change(at(2), row("a", 1, 130)))
        .isEqualTo(new Change(0, 30, at(0).toEpochMilli()));
  }

  @Test
  void anotherDayBeginsAnew() {
    see(0, DAY, row("a", 1, 100));
    see(3, DAY.plusDays(1), row("a", 1, 5));
    assertThat(memory.change(at(3), row("a", 1, 5))).isNull();
  }

  private void see(int minute, LocalDate day, Row... rows) {
    memory.see(at(minute), day, List.of(rows));
  }

  private static Instant at(int minute) {
    return T.plusSeconds(60L * minute);
  }

  private static Row row(String item, int rank, long gmv) {
    return new Row(T, item, BigDecimal.valueOf(gmv), 0, OptionalInt.of(rank));
  }
}

package io.daping.common.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.fact.Source;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CellKeyTest {
  private static final Dimension TOTAL = new Dimension(1, "total", null, List.of(Grain.MINUTE));
  private static final int MINUTES = 1_440;

  @Test
  void theMinutesOfADayAreSpreadOverAMap() {
    assertThat(IntStream.range(0, MINUTES).map(CellKeyTest::slot).distinct().count())
        .as("of %d names those alone in their slots, nearly", MINUTES)
        .isGreaterThan(MINUTES / 2);
  }

  /** Where a {@link java.util.HashMap} of 2,048 slots puts it. */
  private static int slot(int minute) {
    int hash = new CellKey(Source.BROWSE, TOTAL, "", Grain.MINUTE, minute * 60_000L).hashCode();
    return (hash ^ hash >>> 16) & 2_047;
  }
}

package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionSummaryTest {
  private static final PartitionSummary EMPTY =
      new PartitionSummary("order", 0, Long.MIN_VALUE, Long.MIN_VALUE);
  private static final PartitionSummary BEHIND = new PartitionSummary("order", 1, 1_000, -2_000);

  @Test
  void theLeadIsThatOfThePartitionsThatAcceptedAnEvent() {
    assertThat(PartitionSummary.lead(List.of(EMPTY, BEHIND))).isEqualTo(-2_000);
    assertThat(PartitionSummary.lead(List.of(EMPTY, EMPTY))).as("only bad records").isZero();
    assertThat(PartitionSummary.lead(List.of())).isZero();
  }
}

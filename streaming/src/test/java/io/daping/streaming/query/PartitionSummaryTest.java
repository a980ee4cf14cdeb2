package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionSummaryTest {
  private static final PartitionSummary EMPTY = PartitionSummary.empty("order", 0);

  @Test
  void theLeadIsThatOfThePartitionsThatAcceptedAnEvent() {
    assertThat(PartitionSummary.lead(List.of(EMPTY, EMPTY.with(1_000, 3_000)))).isEqualTo(-2_000);
    assertThat(PartitionSummary.lead(List.of(EMPTY, EMPTY))).as("only bad records").isZero();
    assertThat(PartitionSummary.lead(List.of())).isZero();
  }
}

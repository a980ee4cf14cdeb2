package io.daping.streaming.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** However bronze's files lie, each record is in one slice, and a partition's in order. */
final class SlicesTest {
  private static final TopicPartition ORDERS = new TopicPartition("order", 0);
  private static final TopicPartition VIEWS = new TopicPartition("browse", 1);
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 9);

  @Test
  void daysFollowEachOtherAndLargeOnesAreCut() {
    List<Slice> slices =
        new Slices(
                List.of(
                    extent(ORDERS, 0, 0, 100),
                    extent(VIEWS, 0, 0, 300),
                    extent(ORDERS, 1, 100, 110)),
                200)
            .cut();
    assertThat(slices).extracting(Slice::newest).containsExactly(0L, 0L, 1L);
    assertThat(slices)
        .extracting(slice -> slice.ends().of(ORDERS) + " " + slice.ends().of(VIEWS))
        .containsExactly("50 150", "100 300", "110 300");
    assertThat(slices.get(2).recordDays()).containsExactly(MONDAY.plusDays(1));
    assertContiguous(slices);
  }

  @Test
  void filesThatWereRewrittenLaterOrTellOtherDaysTearNoPartition() {
    List<Slice> slices =
        new Slices(
                List.of(
                    extent(ORDERS, 3, 0, 60), extent(ORDERS, 1, 10, 40), extent(ORDERS, 2, 50, 90)),
                1_000)
            .cut();
    assertContiguous(slices);
    assertThat(slices.get(0).starts().of(ORDERS)).isZero();
    assertThat(slices.get(slices.size() - 1).ends().of(ORDERS)).isEqualTo(90);
    assertThat(slices.get(0).recordDays()).contains(MONDAY.plusDays(3), MONDAY.plusDays(1));
  }

  private static void assertContiguous(List<Slice> slices) {
    Map<TopicPartition, Long> reached = new HashMap<>(slices.get(0).starts().offsets());
    for (Slice slice : slices) {
      slice
          .starts()
          .offsets()
          .forEach((p, from) -> assertThat(from).isEqualTo(reached.getOrDefault(p, from)));
      reached.putAll(slice.ends().offsets());
    }
  }

  private static Extent extent(TopicPartition partition, int day, long from, long to) {
    return new Extent(partition, MONDAY.plusDays(day), MONDAY.plusDays(day), from, to, day);
  }
}

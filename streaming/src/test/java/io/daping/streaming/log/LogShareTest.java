package io.daping.streaming.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.streaming.judge.MicroBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reads what of a micro-batch. */
final class LogShareTest {
  @Test
  void fewRecordsGoToATaskACoreThatFollowsTheSamePartitionsEveryTime() {
    List<LogShare> shares = LogShare.of(batch(10, 20, 5), 2);
    assertThat(places(shares)).containsExactly(List.of("order-0", "browse-0"), List.of("order-1"));
    assertThat(places(LogShare.of(batch(0, 20, 0), 2))).containsExactly(List.of("order-1"));
    assertThat(places(LogShare.of(batch(0, 20, 5), 2)))
        .isEqualTo(places(LogShare.of(batch(10, 20, 0), 2)));
  }

  @Test
  void manyRecordsGoToATaskAPartition() {
    assertThat(places(LogShare.of(batch(30_000, 0, 5), 2)))
        .containsExactly(List.of("order-0"), List.of("browse-0"));
    assertThat(places(LogShare.of(batch(30_000, 30_000, 5), 2)))
        .as("of different topics side by side")
        .containsExactly(List.of("order-0"), List.of("browse-0"), List.of("order-1"));
  }

  @Test
  void nothingNewIsNobodysWork() {
    assertThat(LogShare.of(batch(0, 0, 0), 2)).isEmpty();
  }

  private static MicroBatch batch(long order0, long order1, long browse0) {
    return new MicroBatch(
        7,
        1,
        1,
        Map.of("order", Map.of(0, 100L, 1, 100L)),
        Map.of("order", Map.of(0, 100 + order0, 1, 100 + order1), "browse", Map.of(0, browse0)));
  }

  private static List<List<String>> places(List<LogShare> shares) {
    return shares.stream()
        .map(share -> share.ranges().stream().map(range -> range.place().toString()).toList())
        .toList();
  }
}

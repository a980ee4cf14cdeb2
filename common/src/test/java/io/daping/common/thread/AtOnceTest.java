package io.daping.common.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AtOnceTest {
  @Test
  void whatPartsComeToIsInTheirOrder() {
    List<Integer> parts = IntStream.range(0, 100).boxed().toList();
    assertThat(AtOnce.each(parts, part -> part * 2))
        .isEqualTo(parts.stream().map(p -> p * 2).toList());
    assertThat(AtOnce.each(List.of(), part -> part)).isEmpty();
    assertThat(AtOnce.each(List.of(1), part -> part)).containsExactly(1);
    assertThat(AtOnce.each(List.of(1), part -> null)).containsOnlyNulls();
  }

  @Test
  void partsRunAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    assertThat(AtOnce.each(List.of(1, 2), part -> met(both))).containsExactly(true, true);
  }

  @Test
  void whatAPartThrewIsThrownWhenAllHaveEnded() {
    CyclicBarrier both = new CyclicBarrier(2);
    assertThatThrownBy(
            () ->
                AtOnce.each(
                    List.of(1, 2),
                    part -> {
                      met(both);
                      throw new IllegalStateException("part " + part);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("part 1");
  }

  private static boolean met(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the other part did not run", e);
    }
  }
}

package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Failure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several works of a micro-batch at the same time. */
final class SideBySideTest {
  @Test
  void worksMeetEachOther() {
    CountDownLatch both = new CountDownLatch(2);
    SideBySide.run(List.of(() -> meet(both), () -> meet(both)), 2);
    assertThat(both.getCount()).isZero();
  }

  @Test
  void whatOneThrowsIsThrownWhenAllHaveEnded() {
    AtomicInteger ended = new AtomicInteger();
    Runnable falls =
        () -> {
          throw new Failure("the store is away");
        };
    assertThatThrownBy(() -> SideBySide.run(List.of(falls, ended::incrementAndGet), 1))
        .isInstanceOf(Failure.class)
        .hasMessage("the store is away");
    assertThat(ended).hasValue(1);
  }

  @Test
  void stoppedQueryDoesNotWaitForAStoreThatDoesNotAnswer() {
    CountDownLatch never = new CountDownLatch(2);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> SideBySide.run(List.of(() -> meet(never)), 1))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void meet(CountDownLatch others) {
    others.countDown();
    try {
      others.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

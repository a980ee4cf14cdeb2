package io.daping.common.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SentMinutesTest {
  private static final long MINUTE_MS = 60_000;

  private final AtomicLong now = new AtomicLong(10 * MINUTE_MS);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  private final SentMinutes minutes = new SentMinutes(new Source("shop@web1/1"), clock);

  @Test
  void aMinuteIsToldOnceItIsOverAndNothingIsUnderway() {
    minutes.acknowledged("order", minutes.begin("order"));
    long slow = minutes.begin("order");
    assertThat(minutes.closed()).isEmpty();

    now.addAndGet(MINUTE_MS);
    assertThat(minutes.closed()).as("one is underway").isEmpty();
    minutes.acknowledged("order", slow);

    assertThat(minutes.closed()).containsExactly(count("order", 10, 2, 0));
    assertThat(minutes.closed()).as("given once").isEmpty();
  }

  @Test
  void whatCouldNotBeToldIsGivenAgainWithTheSameNumbers() {
    minutes.acknowledged("browse", minutes.begin("browse"));
    now.addAndGet(MINUTE_MS);
    SentCount first = minutes.closed().get(0);
    minutes.keepBack(first);

    assertThat(minutes.closed()).containsExactly(first);
    minutes.told(first);
    assertThat(minutes.last()).isEmpty();
  }

  @Test
  void aRecordThatFailedIsCountedApart() {
    minutes.acknowledged("order", minutes.begin("order"));
    minutes.failed("order", minutes.begin("order"));

    assertThat(minutes.last()).containsExactly(count("order", 10, 1, 1));
  }

  @Test
  void aClockThatStepsBackDoesNotOpenAMinuteAgain() {
    now.addAndGet(MINUTE_MS);
    minutes.acknowledged("order", minutes.begin("order"));
    now.addAndGet(-5 * MINUTE_MS);
    minutes.acknowledged("order", minutes.begin("order"));

    assertThat(minutes.last()).containsExactly(count("order", 11, 2, 0));
  }

  private static SentCount count(String topic, long minute, long sent, long failed) {
    return new SentCount("shop@web1/1", topic, minute, sent, failed);
  }
}

package io.daping.batch.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.complete.MinuteCount.Landed;
import io.daping.batch.complete.MinuteCount.State;
import org.junit.jupiter.api.Test;

class MinuteCountTest {
  private static final Long NOT_TOLD = null;

  @Test
  void sentEqualsLandedAndQuarantinedIsComplete() {
    MinuteCount minute = count(10L, 0, new Landed(7, 2, 2, 1, 0, 0), 0);

    assertThat(minute.state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void whatWasForgottenIsNotMissing() {
    assertThat(count(10L, 0, new Landed(6, 0, 0, 1, 3, 0), 0).state()).isEqualTo(State.COMPLETE);
    assertThat(count(10L, 0, new Landed(6, 0, 0, 1, 2, 0), 0).missing()).isEqualTo(1);
  }

  @Test
  void whatWaitsInKafkaIsNotMissingButOpen() {
    MinuteCount minute = count(10L, 0, new Landed(6, 0, 0, 0, 0, 0), 4);

    assertThat(minute.state()).isEqualTo(State.OPEN);
    assertThat(minute.missing()).isZero();
  }

  @Test
  void aMinuteThatIsNotToldIsOpenWhateverLanded() {
    assertThat(count(NOT_TOLD, 0, new Landed(6, 0, 0, 0, 0, 0), 0).state()).isEqualTo(State.OPEN);
  }

  @Test
  void whatIsInNoTableIsMissing() {
    assertThat(count(10L, 0, new Landed(7, 0, 0, 0, 0, 0), 0).missing()).isEqualTo(3);
  }

  @Test
  void whatIsInBronzeAloneAndNoDuplicateIsMissingEvenWhereNothingWasTold() {
    assertThat(count(10L, 0, new Landed(7, 0, 0, 0, 0, 3), 0).missing()).isEqualTo(3);
    assertThat(count(NOT_TOLD, 0, new Landed(7, 0, 0, 0, 0, 3), 0).state())
        .isEqualTo(State.MISSING);
  }

  @Test
  void anUnacknowledgedRecordMayHaveLandedAndOneMoreMayNot() {
    assertThat(count(10L, 1, new Landed(10, 0, 0, 0, 0, 0), 0).state()).isEqualTo(State.COMPLETE);
    assertThat(count(10L, 1, new Landed(11, 0, 0, 0, 0, 0), 0).state()).isEqualTo(State.COMPLETE);
    assertThat(count(10L, 1, new Landed(12, 0, 0, 0, 0, 0), 0).surplus()).isEqualTo(1);
  }

  private static MinuteCount count(Long sent, long unacknowledged, Landed landed, long unread) {
    SourceMinute of = new SourceMinute("shop@web1/1", "order", 10);
    return new MinuteCount(of, sent, unacknowledged, landed, unread);
  }
}

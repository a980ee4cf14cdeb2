package io.daping.common.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daping.common.fault.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventSenderTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** It was thrown at the caller before, and the close waited three minutes for its fate. */
  @Test
  void aRecordOfATimeThatKafkaDoesNotKnowIsRefusedLikeAnyOther() {
    SenderLimits limits = new SenderLimits(1 << 20, SECOND, SECOND);
    EventSender sender = EventSender.to("127.0.0.1:1", Source.start("test"), limits);
    byte[] value = {'{', '}'};

    assertThat(sender.send(new Outgoing("order", "o1", value, value, -1, 7)))
        .failsWithin(SECOND)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(Failure.class)
        .withMessageContaining("record 7 of topic order");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sender.close(SECOND));
  }
}

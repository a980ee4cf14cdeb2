package io.daping.streaming.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.event.Topic;
import io.daping.streaming.judge.KafkaRecord.Origin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Headers are anyone's text; what cannot be read as a sender of ours writes it is null. */
final class OriginTest {
  @Test
  void senderNamesItselfAndTheMinuteOfSending() {
    assertThat(Origin.of(Topic.ORDER, headers("source", "app@host/1", "sent_minute", "29000000")))
        .isEqualTo(new Origin("app@host/1", 29_000_000L, null, null));
  }

  @Test
  void aRecordWithoutHeadersIsNobodysOfOurs() {
    assertThat(Origin.of(Topic.ORDER, headers())).isEqualTo(Origin.UNKNOWN);
    Headers empty = new RecordHeaders().add("source", null).add("repairs", null);
    assertThat(Origin.of(Topic.ORDER, empty)).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void minuteThatIsNoNumberIsNothing() {
    assertThat(Origin.of(Topic.ORDER, headers("sent_minute", "noon")).sentMinute()).isNull();
    assertThat(Origin.of(Topic.ORDER, headers("sent_minute", "1.5")).sentMinute()).isNull();
  }

  @Test
  void aRepairedRecordNamesTheRefusedOneOfItsTopic() {
    Origin origin = Origin.of(Topic.ORDER, headers("source", "s", "repairs", "order/3/9000000000"));
    assertThat(origin).isEqualTo(new Origin("s", null, 3, 9_000_000_000L));
  }

  @Test
  void whatNamesNoRecordOfItsTopicIsNothing() {
    for (String text :
        new String[] {"browse/3/17", "order/3/17 or so", "order/-1/17", "order/3", "欧阳"}) {
      assertThat(Origin.of(Topic.ORDER, headers("repairs", text)))
          .as(text)
          .isEqualTo(Origin.UNKNOWN);
    }
    assertThat(Origin.of(Topic.ORDER, headers("repairs", "order/99999999999/99999999999999999999")))
        .isEqualTo(Origin.UNKNOWN);
  }

  private static Headers headers(String... keysAndValues) {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      headers.add(keysAndValues[i], keysAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }
}

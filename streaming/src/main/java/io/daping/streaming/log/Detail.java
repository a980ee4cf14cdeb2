package io.daping.streaming.log;

import io.daping.common.event.Topic;
import io.daping.streaming.judge.KafkaRecord.Origin;
import org.apache.kafka.common.header.Headers;

/** How much of a record is read. */
enum Detail {
  /** All but who sent it. */
  RECORD {
    @Override
    Origin origin(Topic topic, Headers headers) {
      return Origin.UNKNOWN;
    }
  },

  /** Its headers, too. */
  RECORD_AND_SENDER {
    @Override
    Origin origin(Topic topic, Headers headers) {
      return Origin.of(topic, headers);
    }
  };

  abstract Origin origin(Topic topic, Headers headers);
}

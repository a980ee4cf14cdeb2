package io.daping.common.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/**
 * How many records of a topic a source sent in a minute of its clock: a JSON object in the topic
 * {@code sent}, keyed by source. The numbers are absolute, so the same told twice changes nothing;
 * of two for one minute the greater holds.
 *
 * @param minute epoch minute of sending
 * @param count records that Kafka acknowledged
 * @param unacknowledged records of which it is not known whether Kafka has them; the caller was
 *     told that they failed
 */
public record SentCount(String source, String topic, long minute, long count, long unacknowledged) {
  /** The internal topic of the counts; none of the contract's six. */
  public static final String TOPIC = "sent";

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

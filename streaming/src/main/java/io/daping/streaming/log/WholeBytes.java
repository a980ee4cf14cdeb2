package io.daping.streaming.log;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * A record's bytes as they are. Those of a compressed batch come in an array of their own, which
 * Kafka's deserializer would copy.
 */
public final class WholeBytes extends ByteArrayDeserializer {
  @Override
  public byte[] deserialize(String topic, Headers headers, ByteBuffer bytes) {
    return bytes != null && isWhole(bytes) ? bytes.array() : Utils.toNullableArray(bytes);
  }

  private static boolean isWhole(ByteBuffer bytes) {
    return bytes.hasArray()
        && bytes.arrayOffset() == 0
        && bytes.position() == 0
        && bytes.remaining() == bytes.array().length;
  }
}

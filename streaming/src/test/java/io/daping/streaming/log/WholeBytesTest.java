package io.daping.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WholeBytesTest {
  private static final byte[] BYTES = "0123456789".getBytes(UTF_8);

  @Test
  void anArrayOfTheRecordsOwnIsNotCopied() {
    assertThat(read(ByteBuffer.wrap(BYTES))).isSameAs(BYTES);
  }

  @Test
  void aPartOfAnArrayIsCopied() {
    assertThat(read(ByteBuffer.wrap(BYTES, 2, 3))).isEqualTo("234".getBytes(UTF_8));
    assertThat(read(ByteBuffer.wrap(BYTES, 0, 3))).isEqualTo("012".getBytes(UTF_8));
    assertThat(read(ByteBuffer.wrap(BYTES, 2, 8).slice())).isEqualTo("23456789".getBytes(UTF_8));
    assertThat(read(ByteBuffer.wrap(BYTES).asReadOnlyBuffer())).isEqualTo(BYTES);
  }

  @Test
  void whatIsNotThereIsNull() {
    assertThat(read(null)).isNull();
  }

  private static byte[] read(ByteBuffer bytes) {
    try (WholeBytes deserializer = new WholeBytes()) {
      return deserializer.deserialize("topic", null, bytes);
    }
  }
}

package io.daping.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes are UTF-8 when the decoder of the JDK takes them. */
final class Utf8Test {
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer chars = CharBuffer.allocate(32);

  @Test
  void everyBeginningOfACharacterIsJudgedAsTheJdkJudgesIt() {
    int valid = 0;
    byte[][] ends = {{}, {(byte) 0x80}, {(byte) 0xBF, (byte) 0x80}, {'a', (byte) 0xBF}};
    for (int pair = 0; pair < 1 << 16; pair++) {
      for (byte[] end : ends) {
        valid += agree(new byte[] {(byte) (pair >> 8), (byte) pair}, end) ? 1 : 0;
      }
    }
    assertThat(valid).isGreaterThan(1 << 14);
  }

  @Test
  void plainTextAroundChangesNothing() {
    byte[] plain = "eight and more".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < plain.length; length++) {
      byte[] head =
          new String(plain, 0, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      for (String end : new String[] {"é", "词", "😀", "é and behind it", "词 and behind it"}) {
        assertThat(agree(head, end.getBytes(StandardCharsets.UTF_8))).isTrue();
      }
      assertThat(agree(head, new byte[] {(byte) 0xC3})).isFalse();
      assertThat(agree(head, new byte[] {(byte) 0xC3, 'x', 'x', 'x', 'x', 'x', 'x'})).isFalse();
    }
  }

  private boolean agree(byte[] head, byte[] tail) {
    ByteBuffer bytes = ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).flip();
    boolean valid = Utf8.isValid(bytes.array());
    chars.clear();
    boolean decodes = decoder.reset().decode(bytes, chars, true).isUnderflow();
    if (valid != decodes) {
      assertThat(valid).as("%s", HexFormat.of().formatHex(bytes.array())).isEqualTo(decodes);
    }
    return valid;
  }
}

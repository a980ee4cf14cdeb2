package io.daping.common.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a line of a log stands. A line that is read twice gets one {@code event_id}, and two equal
 * lines get two: that is how a repetition is told from a second request in the same second.
 *
 * @param source names the log, the same whenever it is read
 * @param position the line's number or its first byte's offset: one of the two, always the same
 */
public record LinePlace(String source, long position) {
  private static final int ID_BYTES = 20;

  /** The id of the event that these bytes at this place are. */
  public String eventId(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(source.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

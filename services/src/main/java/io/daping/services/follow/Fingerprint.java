package io.daping.services.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * By what a file is known again: how much of it was read, and the first and the last bytes of that.
 * A truncated and refilled file has others; a copy has the same.
 */
final class Fingerprint {
  /** Longer than most headers that each file of a log begins with. */
  static final int SPAN = 512;

  private static final Fingerprint NONE = new Fingerprint(0, new byte[0], new byte[0]);

  private final long length;
  private final byte[] head;
  private final byte[] tail;

  private Fingerprint(long length, byte[] head, byte[] tail) {
    this.length = length;
    this.head = head;
    this.tail = tail;
  }

  /** Of a file of which nothing was read. */
  static Fingerprint none() {
    return NONE;
  }

  /** Of the first bytes of a file; where it is shorter, of what there is. */
  static Fingerprint of(FileChannel file, long length) throws IOException {
    long all = Math.min(length, file.size());
    int span = (int) Math.min(all, SPAN);
    return new Fingerprint(all, bytes(file, 0, span), bytes(file, all - span, span));
  }

  long length() {
    return length;
  }

  /** After more bytes were read. */
  Fingerprint plus(byte[] more) {
    int missing = Math.min(SPAN - head.length, more.length);
    byte[] newHead = joined(head, Arrays.copyOf(more, missing));
    byte[] all = joined(tail, more);
    byte[] newTail = Arrays.copyOfRange(all, Math.max(0, all.length - SPAN), all.length);
    return new Fingerprint(length + more.length, newHead, newTail);
  }

  /** Whether this is the file that was read, or a copy of it. */
  boolean matches(FileChannel file) throws IOException {
    return file.size() >= length
        && Arrays.equals(head, bytes(file, 0, head.length))
        && Arrays.equals(tail, bytes(file, length - tail.length, tail.length));
  }

  /** Whether this may become a copy: what there is of it is the same from the first byte on. */
  boolean mayBecome(FileChannel file) throws IOException {
    int span = (int) Math.min(head.length, file.size());
    return Arrays.equals(head, 0, span, bytes(file, 0, span), 0, span);
  }

  /** The same in a few letters: no text of a log is kept elsewhere. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head);
      digest.update(tail);
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] bytes(FileChannel file, long from, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = file.read(buffer, from + buffer.position());
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}

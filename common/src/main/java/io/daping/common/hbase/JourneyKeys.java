package io.daping.common.hbase;

import io.daping.common.journey.SoldLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows and columns of {@link JourneyStore}. A row begins with half a SHA-256 of the kind and id of
 * whom it is about: ids may be of any length, and all rows of a visitor or user stand together, so
 * that a person can be forgotten by prefix. Half a SHA-256 of the item follows.
 */
final class JourneyKeys {
  private static final int HALF = 16;

  private JourneyKeys() {}

  /** The rows under which a view or sale of an item is remembered: one an id that it bears. */
  static List<byte[]> rows(String visitorId, String userId, String itemId) {
    List<byte[]> rows = new ArrayList<>(2);
    if (visitorId != null) {
      rows.add(row("visitor", visitorId, itemId));
    }
    if (userId != null) {
      rows.add(row("user", userId, itemId));
    }
    return rows;
  }

  static byte[] order(String orderId) {
    return half("order", orderId);
  }

  static byte[] view(long time, String eventId) {
    return column(latestView(time), eventId);
  }

  /** Where the views at a time begin, and behind them all before. */
  static byte[] latestView(long time) {
    return bytes(~ascending(time));
  }

  static byte[] sale(SoldLine sold) {
    byte[] place =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .put(salesFrom(sold.time()))
            .putInt(sold.line())
            .array();
    return column(place, sold.orderEventId());
  }

  /** Where the sales at a time begin. */
  static byte[] salesFrom(long time) {
    return bytes(ascending(time));
  }

  private static byte[] row(String kind, String id, String itemId) {
    return ByteBuffer.allocate(2 * HALF).put(half(kind, id)).put(half("item", itemId)).array();
  }

  private static byte[] half(String kind, String id) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((kind + "/" + id).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HALF).put(sha.digest(), 0, HALF).array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Times before 1970 sort before those after: the sign bit is turned. */
  private static long ascending(long time) {
    return time ^ Long.MIN_VALUE;
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] column(byte[] place, String eventId) {
    byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(place.length + id.length).put(place).put(id).array();
  }
}

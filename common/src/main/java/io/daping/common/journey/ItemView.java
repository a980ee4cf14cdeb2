package io.daping.common.journey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A view of an item, as far as attribution needs it.
 *
 * @param userId null when nobody was logged in
 * @param time epoch milliseconds
 */
public record ItemView(
    String eventId,
    long time,
    String visitorId,
    String userId,
    String itemId,
    String recommendationId) {
  /** The later view comes first; of two at the same time the one with the lesser id, as bytes. */
  public static final Comparator<ItemView> LATEST_FIRST =
      Comparator.comparingLong(ItemView::time)
          .reversed()
          .thenComparing(view -> utf8(view.eventId), Arrays::compareUnsigned);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

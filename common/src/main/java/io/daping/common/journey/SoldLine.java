package io.daping.common.journey;

/**
 * A line of the event by which its order was paid.
 *
 * @param line its place in the order, from 1
 * @param visitorId null when not said
 * @param userId null for a guest
 * @param time of the payment, epoch milliseconds
 */
public record SoldLine(
    String orderEventId,
    int line,
    String orderId,
    long time,
    String visitorId,
    String userId,
    String itemId,
    String currency,
    long quantity,
    long lineWorth) {
  /** How long before a payment a view may be: 24 hours, the bound included. */
  public static final long REACH_MS = 24 * 60 * 60 * 1_000L;

  /** Whether a view of the item at a time may have led here: not after it, and not long before. */
  public boolean reaches(long viewTime) {
    return viewTime <= time && time - viewTime <= REACH_MS;
  }
}

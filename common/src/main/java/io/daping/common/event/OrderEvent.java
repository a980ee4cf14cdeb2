package io.daping.common.event;

import java.util.List;

/**
 * One state change of an order, without the receiver's personal fields: those go their own way
 * ({@link Verdict.Accepted}), for this is stored as it is.
 *
 * @param userId null for a guest
 * @param currency ISO 4217
 */
public record OrderEvent(
    String eventId,
    long eventTime,
    String orderId,
    String userId,
    OrderStatus status,
    String currency,
    String promotionId,
    String province,
    String channel,
    String visitorId,
    String ip,
    List<OrderLine> lines)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.ORDER;
  }

  @Override
  public String key() {
    return orderId;
  }
}

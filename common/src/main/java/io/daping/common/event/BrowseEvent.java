package io.daping.common.event;

/**
 * One action on an item page.
 *
 * @param userId null unless logged in
 * @param stayMs how long the visitor stayed, milliseconds; null when not said
 */
public record BrowseEvent(
    String eventId,
    long eventTime,
    String visitorId,
    String userId,
    String sessionId,
    BrowseAction action,
    String itemId,
    String shopId,
    String brand,
    String categoryId,
    String referrer,
    Long stayMs,
    String ip,
    String recommendationId)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.BROWSE;
  }

  @Override
  public String key() {
    return visitorId;
  }
}

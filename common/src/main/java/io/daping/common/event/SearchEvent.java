package io.daping.common.event;

/**
 * One search.
 *
 * @param userId null unless logged in
 * @param query as it was typed, at most 512 characters
 * @param resultCount null when not said
 * @param clickedItemId null when no result was opened
 */
public record SearchEvent(
    String eventId,
    long eventTime,
    String visitorId,
    String userId,
    String query,
    String categoryId,
    Integer resultCount,
    String clickedItemId)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.SEARCH;
  }

  @Override
  public String key() {
    return visitorId;
  }
}

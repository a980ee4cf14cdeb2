package io.daping.bench.flink;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daping.bench.peers.Increments.View;

/** One record of topic browse, all its fields, null where one is absent. */
record BoundBrowse(
    String eventId,
    Long eventTime,
    Integer schemaVersion,
    String visitorId,
    String userId,
    String sessionId,
    Action action,
    String itemId,
    String shopId,
    String brand,
    String categoryId,
    String referrer,
    Long stayMs,
    String ip,
    String recommendationId) {

  /** What a visitor did. */
  enum Action {
    @JsonProperty("view")
    VIEW,
    @JsonProperty("cart")
    CART,
    @JsonProperty("favorite")
    FAVORITE
  }

  /** Whether the contract is kept, but for the time. */
  boolean isValid() {
    return Rules.envelope(eventId, eventTime, schemaVersion)
        && Rules.name(visitorId)
        && action != null
        && Rules.name(itemId)
        && (stayMs == null || stayMs >= 0)
        && Rules.texts(userId, sessionId, shopId, brand, categoryId, ip, recommendationId);
  }

  /** What the query set needs of it. */
  Checked checked() {
    View view =
        action == Action.VIEW ? new View(eventTime, visitorId, Rules.present(categoryId)) : null;
    return new Checked(Rules.hash(eventId), view, null);
  }
}

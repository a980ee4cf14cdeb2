package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.Topic;
import java.io.IOException;

/**
 * One action on an item page.
 *
 * @param action view, cart or favorite
 * @param referrer null where the visit went on from another page of the shop
 * @param stayMs negative where it is not known
 */
record BrowseEvent(
    String eventId,
    long time,
    Shopper shopper,
    String sessionId,
    String action,
    Item item,
    String referrer,
    long stayMs)
    implements Event {
  @Override
  public Topic topic() {
    return Topic.BROWSE;
  }

  @Override
  public byte[] bytes(Encoder encoder) {
    return encoder.object(this::write);
  }

  private void write(JsonGenerator to) throws IOException {
    to.writeStringField("event_id", eventId);
    to.writeNumberField("event_time", time);
    to.writeStringField("visitor_id", shopper.visitorId());
    Encoder.optional(to, "user_id", shopper.userId());
    to.writeStringField("session_id", sessionId);
    to.writeStringField("action", action);
    to.writeStringField("item_id", item.id());
    to.writeStringField("shop_id", item.shopId());
    to.writeStringField("brand", item.brand());
    to.writeStringField("category_id", item.categoryId());
    Encoder.optional(to, "referrer", referrer);
    if (stayMs >= 0) {
      to.writeNumberField("stay_ms", stayMs);
    }
    to.writeStringField("ip", shopper.ip());
  }
}

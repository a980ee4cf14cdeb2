package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.Topic;
import java.io.IOException;

/**
 * One search.
 *
 * @param found what was clicked, or null
 */
record SearchEvent(
    String eventId, long time, Shopper shopper, String query, int resultCount, Item found)
    implements Event {
  @Override
  public Topic topic() {
    return Topic.SEARCH;
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
    to.writeStringField("query", query);
    to.writeNumberField("result_count", resultCount);
    if (found != null) {
      to.writeStringField("category_id", found.categoryId());
      to.writeStringField("clicked_item_id", found.id());
    }
  }
}

package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.util.List;

/**
 * One state change of an order.
 *
 * @param status CREATED, PAID, CANCELLED or REFUNDED
 * @param lines all that was ordered, or what this record takes back
 */
record OrderEvent(String eventId, long time, Order order, String status, List<OrderLine> lines)
    implements Event {
  /**
   * What all records of an order share.
   *
   * @param promotionId null for none
   */
  record Order(String id, Shopper shopper, String promotionId) {}

  @Override
  public Topic topic() {
    return Topic.ORDER;
  }

  @Override
  public byte[] bytes(Encoder encoder) {
    return encoder.object(this::write);
  }

  private void write(JsonGenerator to) throws IOException {
    Shopper shopper = order.shopper();
    to.writeStringField("event_id", eventId);
    to.writeNumberField("event_time", time);
    to.writeStringField("order_id", order.id());
    Encoder.optional(to, "user_id", shopper.userId());
    to.writeStringField("status", status);
    to.writeStringField("currency", "CNY");
    Encoder.optional(to, "promotion_id", order.promotionId());
    to.writeStringField("channel", shopper.channel());
    to.writeStringField("visitor_id", shopper.visitorId());
    to.writeStringField("ip", shopper.ip());
    to.writeStringField("province", shopper.receiver().province());
    to.writeStringField("receiver_name", shopper.receiver().name());
    to.writeStringField("receiver_phone", shopper.receiver().phone());
    to.writeStringField("receiver_address", shopper.receiver().address());
    to.writeArrayFieldStart("lines");
    for (OrderLine line : lines) {
      line.write(to);
    }
    to.writeEndArray();
  }
}

package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Some pieces of one item.
 *
 * @param discount fen off the whole line
 */
record OrderLine(Item item, int quantity, long discount) {
  /** These many of the pieces, with their part of the discount. */
  OrderLine part(int pieces) {
    return new OrderLine(item, pieces, discount * pieces / quantity);
  }

  /** What is left without that part. */
  OrderLine without(OrderLine part) {
    return new OrderLine(item, quantity - part.quantity, discount - part.discount);
  }

  void write(JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("item_id", item.id());
    to.writeStringField("shop_id", item.shopId());
    to.writeStringField("brand", item.brand());
    to.writeStringField("category_id", item.categoryId());
    to.writeNumberField("quantity", quantity);
    to.writeNumberField("unit_price", item.price());
    if (discount > 0) {
      to.writeNumberField("discount", discount);
    }
    to.writeEndObject();
  }
}

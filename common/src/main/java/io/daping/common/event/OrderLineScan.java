package io.daping.common.event;

import java.io.IOException;
import java.util.List;

/** Reads one line of an order record. */
final class OrderLineScan {
  /** No line is worth more minor units: almost a million such lines fit a total's 64 bits. */
  private static final long MAX_WORTH = 10_000_000_000_000L;

  private static final List<String> REQUIRED = List.of("item_id", "quantity", "unit_price");

  private String itemId;
  private String shopId;
  private String brand;
  private String categoryId;
  private Integer quantity;
  private Long unitPrice;
  private Long discount;

  OrderLine read(FieldReader in, SeenNames seen) throws IOException {
    seen.clear();
    in.startEntry(REQUIRED);
    for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
      take(name, in);
    }
    in.require(itemId, "item_id");
    in.require(quantity, "quantity");
    in.require(unitPrice, "unit_price");
    return quantity == null || unitPrice == null ? null : line(in);
  }

  private void take(String name, FieldReader in) throws IOException {
    switch (name) {
      case "item_id" -> itemId = in.id(name);
      case "shop_id" -> shopId = in.text(name);
      case "brand" -> brand = in.text(name);
      case "category_id" -> categoryId = in.text(name);
      case "quantity" -> quantity = in.int32(name, 1);
      case "unit_price" -> unitPrice = in.int64(name, 0);
      case "discount" -> discount = in.int64(name, 0);
      default -> in.skip();
    }
  }

  private OrderLine line(FieldReader in) {
    long off = discount == null ? 0 : discount;
    if (unitPrice > MAX_WORTH / quantity || off > MAX_WORTH) {
      return in.wrong("lines", "has an entry worth more than " + MAX_WORTH + " minor units");
    }
    return new OrderLine(itemId, shopId, brand, categoryId, quantity, unitPrice, off);
  }
}

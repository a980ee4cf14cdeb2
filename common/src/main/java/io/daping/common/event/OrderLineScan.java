package io.daping.common.event;

import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;
import java.util.List;

/** Reads one line of an order record. */
final class OrderLineScan {
  private static final WordList NAMES =
      WordList.of(
          List.of(
              "item_id", "shop_id", "brand", "category_id", "quantity", "unit_price", "discount"));

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

  OrderLine read(FieldReader in) throws MalformedJsonException {
    in.faults().startEntry(REQUIRED);
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      take(name, in);
    }
    in.faults().require(itemId, "item_id");
    in.faults().require(quantity, "quantity");
    in.faults().require(unitPrice, "unit_price");
    return quantity == null || unitPrice == null ? null : line(in);
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "item_id" -> itemId = in.id(name);
      case "shop_id" -> shopId = in.word(name);
      case "brand" -> brand = in.word(name);
      case "category_id" -> categoryId = in.word(name);
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

package io.daping.common.event;

/**
 * One line of an order event.
 *
 * @param quantity at least 1
 * @param unitPrice minor units of the order's currency
 * @param discount minor units, taken off the whole line
 */
public record OrderLine(
    String itemId,
    String shopId,
    String brand,
    String categoryId,
    int quantity,
    long unitPrice,
    long discount) {

  /** {@code quantity × unit_price − discount}, in minor units; intake refused what overflows. */
  public long worth() {
    return quantity * unitPrice - discount;
  }
}

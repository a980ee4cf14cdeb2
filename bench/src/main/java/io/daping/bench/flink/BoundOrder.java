package io.daping.bench.flink;

import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One record of topic order, all its fields but the receiver's, null where one is absent. */
record BoundOrder(
    String eventId,
    Long eventTime,
    Integer schemaVersion,
    String orderId,
    String userId,
    OrderStatus status,
    String currency,
    String promotionId,
    String province,
    String channel,
    String visitorId,
    String ip,
    List<Line> lines) {

  private static final int MOST_LINES = 2_000;
  private static final long MOST_WORTH = 10_000_000_000_000L;
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** One line of an order. */
  record Line(
      String itemId,
      String shopId,
      String brand,
      String categoryId,
      Integer quantity,
      Long unitPrice,
      Long discount) {

    private boolean isValid() {
      return Rules.name(itemId)
          && Rules.atLeast(1, quantity)
          && Rules.atLeast(0, unitPrice)
          && unitPrice <= MOST_WORTH / quantity
          && (discount == null || discount >= 0 && discount <= MOST_WORTH)
          && Rules.texts(shopId, brand, categoryId);
    }

    private OrderLine line() {
      return new OrderLine(
          itemId, shopId, brand, categoryId, quantity, unitPrice, discount == null ? 0 : discount);
    }
  }

  /** Whether the contract is kept, but for the time. */
  boolean isValid() {
    return Rules.envelope(eventId, eventTime, schemaVersion)
        && Rules.name(orderId)
        && status != null
        && (Rules.present(currency) == null || CURRENCIES.contains(currency))
        && Rules.texts(userId, promotionId, province, channel, visitorId, ip)
        && lines != null
        && !lines.isEmpty()
        && lines.size() <= MOST_LINES
        && lines.stream().allMatch(line -> line != null && line.isValid());
  }

  /** What the query set needs of it. */
  Checked checked() {
    String paidIn = Rules.present(currency) == null ? "CNY" : currency;
    return new Checked(Rules.hash(eventId), null, event(paidIn));
  }

  private OrderEvent event(String paidIn) {
    return new OrderEvent(
        eventId,
        eventTime,
        orderId,
        userId,
        status,
        paidIn,
        promotionId,
        province,
        channel,
        visitorId,
        ip,
        lines.stream().map(Line::line).toList());
  }
}

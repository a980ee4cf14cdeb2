package io.daping.common.event;

import com.fasterxml.jackson.core.JsonToken;
import io.daping.common.privacy.Receiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one order record. The receiver's fields are no part of the event, which is stored. */
final class OrderScan {
  private static final OrderStatus[] STATUSES = OrderStatus.values();
  private static final int MAX_LINES = 2_000;
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final Envelope envelope = new Envelope();
  private String orderId;
  private String userId;
  private OrderStatus status;
  private String currency = "CNY";
  private String promotionId;
  private String province;
  private String channel;
  private String visitorId;
  private String ip;
  private String receiverName;
  private String receiverPhone;
  private String receiverAddress;
  private List<OrderLine> lines;

  OrderEvent read(FieldReader in) throws IOException {
    SeenNames seen = new SeenNames();
    for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.require(orderId, "order_id");
    in.require(status, "status");
    in.require(lines, "lines");
    return in.problem().isPresent() ? null : event();
  }

  /** To whom the order goes, in clear text. */
  Receiver receiver() {
    return Receiver.of(receiverName, receiverPhone, receiverAddress);
  }

  private void take(String name, FieldReader in) throws IOException {
    switch (name) {
      case "order_id" -> orderId = in.id(name);
      case "user_id" -> userId = in.text(name);
      case "status" -> status = in.choice(name, OrderStatus.class, STATUSES, false);
      case "currency" -> takeCurrency(in.text(name), in);
      case "promotion_id" -> promotionId = in.text(name);
      case "province" -> province = in.text(name);
      case "channel" -> channel = in.text(name);
      case "visitor_id" -> visitorId = in.text(name);
      case "ip" -> ip = in.text(name);
      case "receiver_name" -> receiverName = in.text(name, Intake.MAX_BYTES);
      case "receiver_phone" -> receiverPhone = in.text(name, Intake.MAX_BYTES);
      case "receiver_address" -> receiverAddress = in.text(name, Intake.MAX_BYTES);
      case "lines" -> lines = lines(in);
      default -> in.skip();
    }
  }

  private void takeCurrency(String code, FieldReader in) {
    if (code != null) {
      currency = CURRENCIES.contains(code) ? code : in.wrong("currency", "is unknown: " + code);
    }
  }

  private static List<OrderLine> lines(FieldReader in) throws IOException {
    if (!in.startsArray("lines")) {
      return null;
    }
    List<OrderLine> lines = new ArrayList<>();
    SeenNames seen = new SeenNames();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.entryStartsObject("lines")) {
        lines.add(new OrderLineScan().read(in, seen));
      }
    }
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      in.wrong("lines", "has " + lines.size() + " entries, 1 to " + MAX_LINES + " allowed");
    }
    return lines;
  }

  private OrderEvent event() {
    return new OrderEvent(
        envelope.eventId(),
        envelope.eventTime(),
        orderId,
        userId,
        status,
        currency,
        promotionId,
        province,
        channel,
        visitorId,
        ip,
        lines);
  }
}

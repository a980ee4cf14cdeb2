package io.daping.common.event;

import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;
import io.daping.common.privacy.Receiver;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one order record. The receiver's fields are no part of the event, which is stored. */
final class OrderScan {
  private static final WordList NAMES =
      Envelope.and(
          "order_id",
          "user_id",
          "status",
          "currency",
          "promotion_id",
          "province",
          "channel",
          "visitor_id",
          "ip",
          "receiver_name",
          "receiver_phone",
          "receiver_address",
          "lines");

  private static final Choices<OrderStatus> STATUSES =
      Choices.of(OrderStatus.class, OrderStatus::name);
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

  OrderEvent read(FieldReader in) throws MalformedJsonException {
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.faults().require(orderId, "order_id");
    in.faults().require(status, "status");
    in.faults().require(lines, "lines");
    return in.faults().gravest().isPresent() ? null : event();
  }

  /** To whom the order goes, in clear text. */
  Receiver receiver() {
    return Receiver.of(receiverName, receiverPhone, receiverAddress);
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "order_id" -> orderId = in.id(name);
      case "user_id" -> userId = in.text(name);
      case "status" -> status = in.choice(name, STATUSES);
      case "currency" -> takeCurrency(in.word(name), in);
      case "promotion_id" -> promotionId = in.word(name);
      case "province" -> province = in.word(name);
      case "channel" -> channel = in.word(name);
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

  private static List<OrderLine> lines(FieldReader in) throws MalformedJsonException {
    if (!in.startsArray("lines")) {
      return null;
    }
    List<OrderLine> lines = new ArrayList<>();
    while (in.nextEntry()) {
      if (in.entryStartsObject("lines")) {
        lines.add(new OrderLineScan().read(in));
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

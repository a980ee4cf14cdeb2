package io.daping.common.event;

import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;

/** Reads one browse record. */
final class BrowseScan {
  private static final WordList NAMES =
      Envelope.and(
          "visitor_id",
          "user_id",
          "session_id",
          "action",
          "item_id",
          "shop_id",
          "brand",
          "category_id",
          "referrer",
          "stay_ms",
          "ip",
          "recommendation_id");

  private static final Choices<BrowseAction> ACTIONS =
      Choices.of(BrowseAction.class, BrowseAction::code);

  private final Envelope envelope = new Envelope();
  private String visitorId;
  private String userId;
  private String sessionId;
  private BrowseAction action;
  private String itemId;
  private String shopId;
  private String brand;
  private String categoryId;
  private String referrer;
  private Long stayMs;
  private String ip;
  private String recommendationId;

  BrowseEvent read(FieldReader in) throws MalformedJsonException {
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.faults().require(visitorId, "visitor_id");
    in.faults().require(action, "action");
    in.faults().require(itemId, "item_id");
    return in.faults().gravest().isPresent() ? null : event();
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "visitor_id" -> visitorId = in.id(name);
      case "user_id" -> userId = in.text(name);
      case "session_id" -> sessionId = in.text(name);
      case "action" -> action = in.choice(name, ACTIONS);
      case "item_id" -> itemId = in.id(name);
      case "shop_id" -> shopId = in.word(name);
      case "brand" -> brand = in.word(name);
      case "category_id" -> categoryId = in.word(name);
      case "referrer" -> referrer = in.freeWord(name, Intake.MAX_BYTES);
      case "stay_ms" -> stayMs = in.int64(name, 0);
      case "ip" -> ip = in.text(name);
      case "recommendation_id" -> recommendationId = in.text(name);
      default -> in.skip();
    }
  }

  private BrowseEvent event() {
    return new BrowseEvent(
        envelope.eventId(),
        envelope.eventTime(),
        visitorId,
        userId,
        sessionId,
        action,
        itemId,
        shopId,
        brand,
        categoryId,
        referrer,
        stayMs,
        ip,
        recommendationId);
  }
}

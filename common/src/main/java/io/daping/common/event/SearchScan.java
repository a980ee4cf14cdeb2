package io.daping.common.event;

import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;

/** Reads one search record. */
final class SearchScan {
  private static final WordList NAMES =
      Envelope.and(
          "visitor_id", "user_id", "query", "category_id", "result_count", "clicked_item_id");

  private static final int LONGEST_QUERY = 512;

  private final Envelope envelope = new Envelope();
  private String visitorId;
  private String userId;
  private String query;
  private String categoryId;
  private Integer resultCount;
  private String clickedItemId;

  SearchEvent read(FieldReader in) throws MalformedJsonException {
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.faults().require(visitorId, "visitor_id");
    in.faults().require(query, "query");
    return in.faults().gravest().isPresent() ? null : event();
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "visitor_id" -> visitorId = in.id(name);
      case "user_id" -> userId = in.text(name);
      case "query" -> query = in.freeString(name, LONGEST_QUERY);
      case "category_id" -> categoryId = in.word(name);
      case "result_count" -> resultCount = in.int32(name, 0);
      case "clicked_item_id" -> clickedItemId = in.text(name);
      default -> in.skip();
    }
  }

  private SearchEvent event() {
    return new SearchEvent(
        envelope.eventId(),
        envelope.eventTime(),
        visitorId,
        userId,
        query,
        categoryId,
        resultCount,
        clickedItemId);
  }
}

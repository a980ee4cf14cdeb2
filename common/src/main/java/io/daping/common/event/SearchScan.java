package io.daping.common.event;

import java.io.IOException;

/** Reads one search record. */
final class SearchScan {
  private static final int LONGEST_QUERY = 512;

  private final Envelope envelope = new Envelope();
  private String visitorId;
  private String userId;
  private String query;
  private String categoryId;
  private Integer resultCount;
  private String clickedItemId;

  SearchEvent read(FieldReader in) throws IOException {
    SeenNames seen = new SeenNames();
    for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.require(visitorId, "visitor_id");
    in.require(query, "query");
    return in.problem().isPresent() ? null : event();
  }

  private void take(String name, FieldReader in) throws IOException {
    switch (name) {
      case "visitor_id" -> visitorId = in.id(name);
      case "user_id" -> userId = in.text(name);
      case "query" -> query = in.freeString(name, LONGEST_QUERY);
      case "category_id" -> categoryId = in.text(name);
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

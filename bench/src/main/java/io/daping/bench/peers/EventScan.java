package io.daping.bench.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daping.bench.peers.Increments.Sale;
import io.daping.bench.peers.Increments.View;
import io.daping.common.event.OrderLine;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A peer's reading of one event: the fields that the query set needs, nothing checked, nothing
 * deduplicated. For one thread.
 */
public final class EventScan {
  private static final JsonFactory JSON = new JsonFactory();

  private final Increments increments;
  private final List<OrderLine> lines = new ArrayList<>();
  private long time;
  private String kind;
  private String currency;
  private String visitor;
  private String category;

  public EventScan(ZoneId zone) {
    this.increments = new Increments(zone);
  }

  /** Hands over what an event adds to each cell; nothing where it does not count. */
  public void scan(String topic, byte[] event, Consumer<Increment> reader) throws IOException {
    forget();
    try (JsonParser in = JSON.createParser(event)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        take(in.currentName(), in);
      }
    }
    if (topic.equals(Topic.ORDER.topicName())) {
      sold(reader);
    } else {
      viewed(reader);
    }
  }

  private void forget() {
    lines.clear();
    kind = null;
    currency = "CNY";
    category = null;
  }

  /** A field that is null counts as missing. */
  private void take(String field, JsonParser in) throws IOException {
    in.nextToken();
    switch (field) {
      case "event_time" -> time = in.getValueAsLong();
      case "action", "status" -> kind = in.getValueAsString();
      case "currency" -> currency = in.getValueAsString("CNY");
      case "visitor_id" -> visitor = in.getValueAsString();
      case "category_id" -> category = in.getValueAsString();
      case "lines" -> takeLines(in);
      default -> in.skipChildren();
    }
  }

  private void takeLines(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      String item = null;
      int quantity = 0;
      long price = 0;
      long discount = 0;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "item_id" -> item = in.getValueAsString();
          case "quantity" -> quantity = in.getValueAsInt();
          case "unit_price" -> price = in.getValueAsLong();
          case "discount" -> discount = in.getValueAsLong();
          default -> in.skipChildren();
        }
      }
      lines.add(new OrderLine(item, null, null, null, quantity, price, discount));
    }
  }

  private void viewed(Consumer<Increment> reader) {
    if ("view".equals(kind)) {
      increments.of(new View(time, visitor, category), reader);
    }
  }

  private void sold(Consumer<Increment> reader) {
    if ("PAID".equals(kind)) {
      increments.of(new Sale(time, currency, lines, 1), reader);
    }
  }
}

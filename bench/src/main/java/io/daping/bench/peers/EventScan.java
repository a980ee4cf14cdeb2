package io.daping.bench.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daping.common.catalogue.Windows;
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

  private final Windows windows;
  private final List<SoldLine> lines = new ArrayList<>();
  private long time;
  private String kind;
  private String currency;
  private String visitor;
  private String category;

  private record SoldLine(String item, long quantity, long amount) {}

  public EventScan(ZoneId zone) {
    this.windows = new Windows(zone);
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
      long quantity = 0;
      long price = 0;
      long discount = 0;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "item_id" -> item = in.getValueAsString();
          case "quantity" -> quantity = in.getValueAsLong();
          case "unit_price" -> price = in.getValueAsLong();
          case "discount" -> discount = in.getValueAsLong();
          default -> in.skipChildren();
        }
      }
      lines.add(new SoldLine(item, quantity, quantity * price - discount));
    }
  }

  private void viewed(Consumer<Increment> reader) {
    if (!"view".equals(kind)) {
      return;
    }
    reader.accept(new Increment(total(CellSlot.VIEWS), 1, null, 0, null));
    reader.accept(new Increment(total(CellSlot.VISITORS), 0, null, 0, visitor));
    if (category != null) {
      reader.accept(new Increment(cell(CellSlot.CATEGORY_VIEWS, category), 1, null, 0, null));
    }
  }

  private void sold(Consumer<Increment> reader) {
    if (!"PAID".equals(kind)) {
      return;
    }
    long worth = 0;
    for (SoldLine line : lines) {
      worth += line.amount();
      CellName item = cell(CellSlot.ITEM_SALES, line.item());
      reader.accept(new Increment(item, line.quantity(), currency, line.amount(), null));
    }
    reader.accept(new Increment(total(CellSlot.SALES), 1, currency, worth, null));
    reader.accept(new Increment(total(CellSlot.DAY_SALES), 0, currency, worth, null));
  }

  private CellName total(CellSlot slot) {
    return cell(slot, "");
  }

  private CellName cell(CellSlot slot, String value) {
    return new CellName(slot, windows.start(slot.grain(), time), value);
  }
}

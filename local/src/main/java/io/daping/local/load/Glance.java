package io.daping.local.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daping.common.event.Topic;
import io.daping.local.sender.EventTopics;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a tolerant look into a line finds: enough to send it, whether it is valid or not. It reads
 * the outermost fields from the left and ends quietly where the line stops being JSON; the first of
 * two fields of one name counts.
 *
 * @param key the record key that the contract names for the topic, or null
 * @param eventId or null
 * @param eventTime epoch milliseconds; empty where it is missing, no whole number, negative or
 *     after the year 9000, so no time that a record can bear
 */
public record Glance(String key, String eventId, OptionalLong eventTime) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Below what {@link EventTopics#MOST_AHEAD_MS} lets pass. */
  private static final long LAST_TIME = Instant.parse("9000-01-01T00:00:00Z").toEpochMilli();

  /** Looks into one line. Never fails: a line without sense gives nothing. */
  public static Glance at(byte[] line, Topic topic) {
    Look look = new Look(topic.keyField(), line.length);
    try (JsonParser parser = JSON.createParser(line)) {
      look.into(parser);
    } catch (IOException e) {
      return look.found();
    }
    return look.found();
  }

  /** Collects the fields while the line lasts. */
  private static final class Look {
    private final String keyField;
    private final int length;
    private String key;
    private String eventId;
    private OptionalLong eventTime = OptionalLong.empty();

    Look(String keyField, int length) {
      this.keyField = keyField;
      this.length = length;
    }

    Glance found() {
      return new Glance(key, eventId, eventTime);
    }

    void into(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (!complete() && parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        take(field, parser);
        parser.skipChildren();
      }
    }

    private boolean complete() {
      return key != null && eventId != null && eventTime.isPresent();
    }

    private void take(String field, JsonParser parser) throws IOException {
      if (field.equals(keyField) && key == null) {
        key = text(parser);
      } else if (field.equals("event_id") && eventId == null) {
        eventId = text(parser);
      } else if (field.equals("event_time") && eventTime.isEmpty()) {
        eventTime = time(parser);
      }
    }

    private static String text(JsonParser parser) throws IOException {
      String text = parser.getValueAsString();
      return text == null || text.isEmpty() ? null : text;
    }

    /** A number that ends with the line may be cut off: it is none. */
    private OptionalLong time(JsonParser parser) throws IOException {
      boolean whole =
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              && parser.currentLocation().getByteOffset() < length;
      long time = whole ? parser.getLongValue() : -1;
      return time < 0 || time > LAST_TIME ? OptionalLong.empty() : OptionalLong.of(time);
    }
  }
}

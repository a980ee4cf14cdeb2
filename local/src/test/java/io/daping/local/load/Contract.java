package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The contract of events as a reader states it, apart from the code that writes them. */
final class Contract {
  private static final Set<String> STATUS = Set.of("CREATED", "PAID", "CANCELLED", "REFUNDED");
  private static final Set<String> ACTIONS = Set.of("view", "cart", "favorite");
  private static final Set<String> CHANNELS = Set.of("app", "web", "mini");

  private Contract() {}

  static void holds(String topic, JsonNode event) {
    assertThat(event.get("event_id").textValue()).hasSizeBetween(1, 64);
    assertThat(event.get("event_time").isIntegralNumber()).isTrue();
    optionalText(event, "user_id", "ip", "visitor_id");
    if (topic.equals("order")) {
      order(event);
    } else {
      browse(event);
    }
  }

  private static void order(JsonNode event) {
    requiredText(event, "order_id");
    assertThat(STATUS).contains(event.get("status").textValue());
    assertThat(CHANNELS).contains(event.get("channel").textValue());
    assertThat(event.get("currency").textValue()).isEqualTo("CNY");
    optionalText(event, "promotion_id", "province", "receiver_name", "receiver_phone");
    assertThat(event.get("lines").size()).isBetween(1, 8);
    for (JsonNode line : event.get("lines")) {
      requiredText(line, "item_id");
      optionalText(line, "shop_id", "brand", "category_id");
      assertThat(line.get("quantity").isIntegralNumber()).isTrue();
      assertThat(line.get("quantity").longValue()).isPositive();
      assertThat(line.get("unit_price").isIntegralNumber()).isTrue();
      long worth = line.get("quantity").longValue() * line.get("unit_price").longValue();
      assertThat(line.path("discount").asLong(0)).isBetween(0L, worth);
    }
  }

  private static void browse(JsonNode event) {
    requiredText(event, "visitor_id");
    requiredText(event, "item_id");
    assertThat(ACTIONS).contains(event.get("action").textValue());
    optionalText(event, "session_id", "shop_id", "brand", "category_id", "referrer");
    assertThat(event.path("stay_ms").asLong(0)).isNotNegative();
  }

  private static void requiredText(JsonNode node, String field) {
    assertThat(node.path(field).textValue()).as(field).isNotEmpty();
  }

  private static void optionalText(JsonNode node, String... fields) {
    for (String field : fields) {
      assertThat(node.path(field).isMissingNode() || node.get(field).isTextual())
          .as(field)
          .isTrue();
    }
  }
}

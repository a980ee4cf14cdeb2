package io.daping.common.order;

import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.cancelled;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.event.OrderEvent;
import io.daping.common.testing.RandomShop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of an order is read as it was written. */
final class OrderCodecTest {
  private static final OrderStates WHOLE =
      OrderStates.UNKNOWN
          .with(created("ü😀", at("10:00"), 100))
          .after()
          .with(paid("ü😀", at("10:05"), 100))
          .after()
          .with(cancelled("ü😀", at("10:30"), 100))
          .after();

  @Test
  void everyOrderOfAShopIsReadAsItWasWritten() {
    Map<String, OrderStates> orders = new HashMap<>();
    for (OrderEvent event : new RandomShop(5).orders(400)) {
      orders.compute(
          event.orderId(),
          (id, known) -> (known == null ? OrderStates.UNKNOWN : known).with(event).after());
    }
    orders.put("", WHOLE);
    orders.put("unknown", OrderStates.UNKNOWN);
    for (OrderStates order : orders.values()) {
      assertThat(OrderCodec.decode(OrderCodec.encode(order))).isEqualTo(order);
    }
  }

  @Test
  void aSecondStateOfAnOrderAddsLittleToTheFirst() {
    OrderStates created = OrderStates.UNKNOWN.with(created("u", at("10:00"), 100)).after();
    OrderStates paid = created.with(paid("u", at("10:05"), 100)).after();
    int first = OrderCodec.encode(created).length;
    assertThat(OrderCodec.encode(paid).length - first).isLessThan(first * 3 / 4);
  }

  @Test
  void bytesThatAreNoOrderAreRefused() {
    byte[] bytes = OrderCodec.encode(WHOLE);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> OrderCodec.decode(cut))
          .as("%s bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> OrderCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("1 bytes too many");
    assertThatThrownBy(() -> OrderCodec.decode("{}".getBytes()))
        .hasMessageContaining("format 123, known is 1");
  }
}

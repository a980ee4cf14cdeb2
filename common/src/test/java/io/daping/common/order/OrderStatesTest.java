package io.daping.common.order;

import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.cancelled;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.refunded;
import static io.daping.common.testing.Events.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderStatus;
import io.daping.common.order.OrderStates.Change;
import io.daping.common.testing.RandomShop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An order counts the same in whatever order its events arrive. */
final class OrderStatesTest {
  private static final OrderEvent CREATED = created("u", at("10:00"), 100);
  private static final OrderEvent CREATED_AGAIN = created("u", at("10:01"), 100);
  private static final OrderEvent PAID = paid("u", at("10:05"), 100);
  private static final OrderEvent PAID_AGAIN = paid("u", at("10:09"), 100);
  private static final OrderEvent CANCELLED_BEFORE = cancelled("u", at("10:04"), 100);
  private static final OrderEvent CANCELLED_AT_ONCE = cancelled("u", at("10:05"), 100);
  private static final OrderEvent CANCELLED_BETWEEN = cancelled("u", at("10:07"), 100);
  private static final OrderEvent CANCELLED = cancelled("u", at("10:30"), 100);
  private static final OrderEvent REFUNDED = refunded("u", at("11:00"), 40);
  private static final OrderEvent REFUNDED_AGAIN = refunded("u", at("11:10"), 60);

  static Stream<List<OrderEvent>> lives() {
    return Stream.of(
        List.of(CREATED, PAID),
        List.of(CREATED, CREATED_AGAIN, PAID, PAID_AGAIN),
        List.of(CREATED, PAID, withId(PAID, "another id"), withId(PAID, "Z"), CANCELLED),
        List.of(CREATED, CANCELLED),
        List.of(CANCELLED_BEFORE, PAID, CANCELLED, REFUNDED),
        List.of(PAID, CANCELLED_AT_ONCE, CANCELLED_BEFORE),
        List.of(PAID, PAID_AGAIN, CANCELLED_BEFORE, CANCELLED_BETWEEN, CANCELLED),
        List.of(REFUNDED, REFUNDED_AGAIN, PAID, PAID_AGAIN, CANCELLED),
        List.of(REFUNDED),
        List.of(PAID, PAID, PAID_AGAIN, PAID_AGAIN, CREATED),
        List.of(CANCELLED, CANCELLED, PAID, CREATED, CREATED));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void anyOrderOfArrivalCountsTheSame(List<OrderEvent> life) {
    Map<String, Integer> inTime = weights(sorted(life));
    for (List<OrderEvent> arrival : permutations(life)) {
      assertThat(weights(arrival)).as("%s", ids(arrival)).isEqualTo(inTime);
    }
  }

  @ParameterizedTest
  @MethodSource("lives")
  void theSameIsRememberedAfterAnyOrderOfArrival(List<OrderEvent> life) {
    OrderStates inTime = after(sorted(life));
    for (List<OrderEvent> arrival : permutations(life)) {
      OrderStates states = after(arrival);
      assertThat(states.created()).isEqualTo(inTime.created());
      assertThat(states.paid()).isEqualTo(inTime.paid());
      assertThat(states.cancellations())
          .containsExactlyInAnyOrderElementsOf(inTime.cancellations());
    }
  }

  @Test
  void anyShopCountsTheSameInTimeAndShuffled() {
    List<OrderEvent> events = new ArrayList<>(new RandomShop(5).orders(400));
    Map<String, Integer> inTime = weightsByOrder(sorted(events));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(events, new Random(seed));
      assertThat(weightsByOrder(events)).as("seed %s", seed).isEqualTo(inTime);
    }
    assertThat(inTime.values()).containsOnly(0, 1).contains(0, 1);
  }

  @Test
  void anOrderIsCreatedOnceAndPaysOnceByItsEarliestEvent() {
    assertThat(weights(List.of(CREATED_AGAIN, PAID_AGAIN, CREATED, PAID)))
        .isEqualTo(Map.of(CREATED.eventId(), 1, PAID.eventId(), 1));
  }

  @Test
  void ofPaymentsAtTheSameTimeTheLeastIdInBytesCounts() {
    OrderEvent supplementary = withId(PAID, "\uD83D\uDE00");
    OrderEvent privateUse = withId(PAID, "\uE000");
    assertThat(weights(List.of(supplementary, privateUse))).isEqualTo(Map.of("\uE000", 1));
  }

  @Test
  void aCancellationBeforePaymentCountsNothing() {
    assertThat(weights(List.of(CREATED, CANCELLED_BEFORE, PAID)))
        .isEqualTo(Map.of(CREATED.eventId(), 1, PAID.eventId(), 1));
  }

  @Test
  void aCancellationAtTheTimeOfPaymentOrLaterCounts() {
    assertThat(weights(List.of(CANCELLED, CANCELLED_AT_ONCE, PAID)))
        .isEqualTo(
            Map.of(PAID.eventId(), 1, CANCELLED.eventId(), 1, CANCELLED_AT_ONCE.eventId(), 1));
  }

  @Test
  void anEarlierPaymentMakesACancellationCountThatDidNot() {
    OrderStates paidLate = after(List.of(PAID_AGAIN, CANCELLED_BETWEEN));
    assertThat(paidLate.with(PAID).changes())
        .containsExactlyInAnyOrder(
            new Change(PAID, 1), new Change(PAID_AGAIN, -1), new Change(CANCELLED_BETWEEN, 1));
  }

  @Test
  void aRefundCountsAlthoughItsOrderIsUnknown() {
    assertThat(OrderStates.UNKNOWN.with(REFUNDED))
        .isEqualTo(new OrderStates.Step(OrderStates.UNKNOWN, List.of(new Change(REFUNDED, 1))));
  }

  @Test
  void aRepetitionOfWhatIsKnownChangesNothing() {
    OrderStates states = after(List.of(CREATED, PAID, CANCELLED));
    for (OrderEvent known : List.of(CREATED, PAID, CANCELLED)) {
      assertThat(states.with(known)).isEqualTo(new OrderStates.Step(states, List.of()));
    }
  }

  private static OrderStates after(List<OrderEvent> arrival) {
    OrderStates states = OrderStates.UNKNOWN;
    for (OrderEvent event : arrival) {
      states = states.with(event).after();
    }
    return states;
  }

  /** Event id to the sum of its weights, without zeros. */
  private static Map<String, Integer> weights(List<OrderEvent> arrival) {
    Map<String, Integer> weights = weightsByOrder(arrival);
    weights.values().removeIf(w -> w == 0);
    return weights;
  }

  private static Map<String, Integer> weightsByOrder(List<OrderEvent> arrival) {
    Map<String, OrderStates> orders = new TreeMap<>();
    Map<String, Integer> weights = new TreeMap<>();
    for (OrderEvent event : arrival) {
      weights.putIfAbsent(event.eventId(), 0);
      var step = orders.getOrDefault(event.orderId(), OrderStates.UNKNOWN).with(event);
      orders.put(event.orderId(), step.after());
      step.changes().forEach(c -> weights.merge(c.event().eventId(), c.weight(), Integer::sum));
    }
    return weights;
  }

  private static List<OrderEvent> sorted(List<OrderEvent> events) {
    return events.stream()
        .sorted(
            Comparator.comparingLong(OrderEvent::eventTime)
                .thenComparing((OrderEvent e) -> e.status() == OrderStatus.CANCELLED)
                .thenComparing(OrderEvent::eventId))
        .toList();
  }

  private static List<List<OrderEvent>> permutations(List<OrderEvent> events) {
    if (events.isEmpty()) {
      return List.of(List.of());
    }
    List<List<OrderEvent>> all = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      List<OrderEvent> rest = new ArrayList<>(events);
      OrderEvent first = rest.remove(i);
      for (List<OrderEvent> tail : permutations(rest)) {
        List<OrderEvent> whole = new ArrayList<>(List.of(first));
        whole.addAll(tail);
        all.add(whole);
      }
    }
    return all;
  }

  private static List<String> ids(List<OrderEvent> events) {
    return events.stream().map(OrderEvent::eventId).toList();
  }
}

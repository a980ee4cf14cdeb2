package io.daping.batch.history;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.ZONE;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.by;
import static io.daping.common.testing.Events.line;
import static io.daping.common.testing.Events.order;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.viewed;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.batch.recompute.Attributions;
import io.daping.batch.recompute.Deduplication;
import io.daping.batch.recompute.OrderCounting;
import io.daping.common.event.Event;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which views of the day led to a purchase: visitor and item. */
class ConversionsTest {
  private static final LocalDate TOMORROW = DAY.plusDays(1);

  @Test
  void theLastViewBeforeThePaymentConverts() {
    assertThat(
            converted(
                by("ann", viewed("phone", at("09:00"), "i1")),
                by("ann", viewed("tablet", at("09:30"), "i1")),
                paid("ann", at("10:00"), 100),
                by("ann", viewed("laptop", at("10:00:00.001"), "i1"))))
        .containsExactly("tablet i1");
  }

  @Test
  void viewOfAnotherUserOrItemDoesNot() {
    assertThat(
            converted(
                by("bob", viewed("phone of bob", at("09:00"), "i1")),
                by("ann", viewed("phone", at("09:00"), "i2")),
                viewed("somebody", at("09:00"), "i1"),
                paid("ann", at("10:00"), 100)))
        .isEmpty();
  }

  @Test
  void viewOfExactlyADayBeforeConvertsAndAnEarlierOneDoesNot() {
    assertThat(
            converted(
                by("ann", viewed("phone", at("10:00"), "i1")),
                paid("ann", at(TOMORROW, "10:00"), 9)))
        .containsExactly("phone i1");
    assertThat(
            converted(
                by("ann", viewed("phone", at("10:00"), "i1")),
                paid("ann", at(TOMORROW, "10:00:00.001"), 9)))
        .isEmpty();
  }

  @Test
  void viewOfTheDayBeforeIsThatDays() {
    assertThat(
            converted(
                by("ann", viewed("phone", at(DAY.minusDays(1), "23:00"), "i1")),
                paid("ann", at("01:00"), 100)))
        .isEmpty();
  }

  @Test
  void viewOfTheNextDayTakesThePurchaseFromThatOfThisDay() {
    assertThat(
            converted(
                by("ann", viewed("phone", at("23:00"), "i1")),
                by("ann", viewed("phone", at(TOMORROW, "00:30"), "i1")),
                paid("ann", at(TOMORROW, "01:00"), 100)))
        .isEmpty();
  }

  @Test
  void viewThatLedToSeveralLinesConvertsOnce() {
    assertThat(
            converted(
                by("ann", viewed("phone", at("09:00"), "i1")),
                order(
                    OrderStatus.PAID,
                    "o1",
                    "ann",
                    at("10:00"),
                    line("i1", 1, 100),
                    line("i1", 2, 90)),
                order(OrderStatus.PAID, "o2", "ann", at("11:00"), line("i1", 1, 100))))
        .containsExactly("phone i1");
  }

  private static List<String> converted(Event... events) {
    Dataset<Row> browse = judged(Topic.BROWSE, events);
    Dataset<Row> payments =
        Attributions.payments(OrderCounting.counted(judged(Topic.ORDER, events)));
    return Conversions.of(
            browse.where(DayRange.of(DAY).holds(col("day"))), Attributions.of(payments, browse))
        .collectAsList()
        .stream()
        .map(row -> row.getAs("visitor_id") + " " + row.getAs("item_id"))
        .sorted()
        .toList();
  }

  private static Dataset<Row> judged(Topic topic, Event... events) {
    return Deduplication.judged(TestSpark.silver(topic, TestSpark.inOrder(List.of(events)), ZONE));
  }
}

package io.daping.batch.history;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.ZONE;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.cancelled;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.refunded;
import static io.daping.common.testing.Events.withId;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.batch.recompute.Attributions;
import io.daping.batch.recompute.Deduplication;
import io.daping.batch.recompute.OrderCounting;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What counts on the day of a payment: status, time of the payment, worth. */
class CohortsTest {

  @Test
  void whatIsTakenBackCountsWhenItsOrderWasPaid() {
    assertThat(
            cohort(
                created("ann", at("09:59"), 9_900),
                paid("ann", at("10:00"), 9_900),
                refunded("ann", at(DAY.plusDays(5), "12:00"), 900),
                refunded("ann", at(DAY.plusDays(9), "12:00"), 100),
                refunded("ann", at(DAY.plusDays(9), "12:00"), 100)))
        .containsExactly("PAID 10:00 9900", "REFUNDED 10:00 100", "REFUNDED 10:00 900");
  }

  @Test
  void refundOfAnUnknownOrderOrOfAnotherDaysIsNotHere() {
    assertThat(
            cohort(
                refunded("before the system", at("10:00"), 700),
                paid("yesterday", at(DAY.minusDays(1), "10:00"), 5_000),
                refunded("yesterday", at("11:00"), 5_000),
                paid("today", at("12:00"), 100)))
        .containsExactly("PAID 12:00 100");
  }

  @Test
  void cancellationCountsAfterThePaymentAlone() {
    assertThat(
            cohort(
                paid("ann", at("10:00"), 300),
                cancelled("ann", at("10:00"), 300),
                cancelled("bob", at("09:00"), 400),
                paid("bob", at("10:00"), 400)))
        .containsExactly("CANCELLED 10:00 300", "PAID 10:00 300", "PAID 10:00 400");
  }

  @Test
  void orderPaysOnceAndARefundMayHaveTheEarlierClock() {
    OrderEvent paid = paid("ann", at("10:00"), 300);
    assertThat(
            cohort(
                refunded("ann", at(DAY.minusDays(1), "23:59"), 50),
                withId(paid("ann", at("10:30"), 300), "again"),
                paid))
        .containsExactly("PAID 10:00 300", "REFUNDED 10:00 50");
  }

  private static List<String> cohort(OrderEvent... events) {
    Dataset<Row> silver = TestSpark.silver(Topic.ORDER, TestSpark.inOrder(List.of(events)), ZONE);
    Dataset<Row> judged = Deduplication.judged(silver);
    Dataset<Row> payments =
        Attributions.payments(OrderCounting.counted(judged))
            .where(DayRange.of(DAY).holds(col("day")));
    Dataset<Row> takings = judged.where(col("status").isin("CANCELLED", "REFUNDED"));
    return Cohorts.of(payments, takings).collectAsList().stream()
        .map(
            row ->
                "%s %s %d"
                    .formatted(
                        row.getAs("status"),
                        Instant.ofEpochMilli(row.<Long>getAs("event_time"))
                            .atZone(ZONE)
                            .toLocalTime(),
                        row.<Long>getAs("line_worth")))
        .sorted()
        .toList();
  }
}

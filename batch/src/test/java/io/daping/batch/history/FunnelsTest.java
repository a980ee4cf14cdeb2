package io.daping.batch.history;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.ZONE;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.by;
import static io.daping.common.testing.Events.carted;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** How many steps of view, cart, order, pay each user took. */
class FunnelsTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @Test
  void stepsInTheirOrderCount() {
    assertThat(
            funnels(
                view("ann", "10:00"),
                cart("ann", "10:05"),
                order("ann", "10:06"),
                pay("ann", "10:10"),
                view("bob", "10:00"),
                cart("bob", "10:05"),
                view("cid", "10:00"),
                order("cid", "10:05"),
                pay("cid", "10:10")))
        .containsExactly("ann 4", "bob 2", "cid 1");
  }

  @Test
  void stepsAtTheSameTimeAreInOrder() {
    assertThat(
            funnels(
                pay("ann", "10:00"),
                order("ann", "10:00"),
                cart("ann", "10:00"),
                view("ann", "10:00")))
        .containsExactly("ann 4");
  }

  @Test
  void stepBeforeItsForerunnerDoesNotCount() {
    assertThat(
            funnels(
                cart("ann", "09:59"),
                view("ann", "10:00"),
                order("ann", "10:01"),
                view("bob", "10:00"),
                order("bob", "10:01"),
                cart("bob", "10:02"),
                pay("bob", "10:03")))
        .containsExactly("ann 1", "bob 2");
  }

  @Test
  void theWindowsEndIsOutside() {
    assertThat(
            funnels(
                view("ann", "10:00"),
                cart("ann", "10:29:59.999"),
                view("bob", "10:00"),
                cart("bob", "10:30"),
                view("cid", "10:00"),
                cart("cid", "10:10"),
                order("cid", "10:20"),
                pay("cid", "10:30")))
        .containsExactly("ann 2", "bob 1", "cid 3");
  }

  @Test
  void laterViewGivesMoreTimeButNotToStepsBeforeIt() {
    assertThat(
            funnels(
                view("ann", "10:00"),
                view("ann", "10:20"),
                cart("ann", "10:45"),
                view("bob", "10:00"),
                cart("bob", "10:10"),
                view("bob", "10:20"),
                order("bob", "10:40")))
        .containsExactly("ann 2", "bob 2");
  }

  @Test
  void repeatedStepsCountOnce() {
    assertThat(
            funnels(
                view("ann", "10:00"),
                view("ann", "10:01"),
                cart("ann", "10:02"),
                cart("ann", "10:03"),
                view("ann", "20:00"),
                cart("ann", "20:01"),
                order("ann", "20:02")))
        .containsExactly("ann 3");
  }

  @Test
  void whoIsNotLoggedInIsNobody() {
    assertThat(funnels(viewed("device", at("10:00"), "i1"), carted("device", at("10:01"), "i1")))
        .isEmpty();
    assertThat(funnels(view("ann", "10:00"), carted("device of ann", at("10:01"), "i1")))
        .containsExactly("ann 1");
    assertThat(funnels(cart("ann", "10:00"), order("ann", "10:01"))).isEmpty();
  }

  @Test
  void viewBeforeMidnightLeadsOnAfterItAndEachDayHasAFunnelOfItsOwn() {
    LocalDate tomorrow = DAY.plusDays(1);
    List<Event> events =
        List.of(
            by("ann", viewed("d", at("23:50"), "i1")),
            by("ann", viewed("d", at(tomorrow, "00:05"), "i1")),
            by("ann", carted("d", at(tomorrow, "00:10"), "i1")),
            created("ann", at(tomorrow, "00:25"), 100));
    assertThat(funnels(DayRange.of(DAY), events)).containsExactly("ann 2");
    assertThat(funnels(DayRange.of(tomorrow), events)).containsExactly("ann 3");
    assertThat(funnels(new DayRange(DAY, tomorrow.plusDays(1)), events))
        .containsExactly("ann 2", "ann 3");
  }

  @Test
  void orderOfArrivalChangesNothing() {
    List<Event> events =
        new ArrayList<>(
            List.of(
                view("ann", "10:00"),
                cart("ann", "10:05"),
                order("ann", "10:06"),
                pay("ann", "10:10")));
    Collections.reverse(events);
    assertThat(funnels(DayRange.of(DAY), events)).containsExactly("ann 4");
  }

  private static Event view(String user, String time) {
    return by(user, viewed("device of " + user, at(time), "i1"));
  }

  private static Event cart(String user, String time) {
    return by(user, carted("device of " + user, at(time), "i2"));
  }

  private static Event order(String user, String time) {
    return created(user, at(time), 100);
  }

  private static Event pay(String user, String time) {
    return paid(user, at(time), 100);
  }

  private static List<String> funnels(Event... events) {
    return funnels(DayRange.of(DAY), List.of(events));
  }

  private static List<String> funnels(DayRange range, List<Event> events) {
    Dataset<Row> steps =
        Funnels.ofBrowsing(silver(Topic.BROWSE, events))
            .unionByName(Funnels.ofOrders(silver(Topic.ORDER, events)));
    return new Funnels(HALF_AN_HOUR)
        .of(range, steps).orderBy("user_id", "event_time").collectAsList().stream()
            .map(row -> row.getAs("user_id") + " " + row.getAs("steps"))
            .toList();
  }

  private static Dataset<Row> silver(Topic topic, List<Event> events) {
    return TestSpark.silver(topic, TestSpark.inOrder(events), ZONE);
  }
}

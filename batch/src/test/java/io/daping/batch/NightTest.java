package io.daping.batch;

import static io.daping.common.testing.Events.cancelled;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.refunded;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Difference;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.fault.Failure;
import io.daping.common.serve.Layer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One day's night, beside a stream that counted the same, or nearly. */
class NightTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /**
   * Further apart than orders are remembered, so that the tests' days know nothing of each other.
   */
  private static final int DAYS_APART = 60;

  private static final int GMV_PAID = 2;
  private static final int UV = 21;

  private static Shop shop;
  private static LocalDate nextDay = LocalDate.of(2010, 1, 1);

  private final LocalDate day = nextDay;

  private final List<Event> events =
      List.of(
          created("o1", "ann", at("10:00"), 9_900),
          paid("o1", "ann", at("10:01"), 9_900),
          paid("o2", "bob", at("11:00"), 5_000),
          cancelled("o2", "bob", at("12:00"), 5_000),
          viewed("v1", "visitor1", at("10:00"), "i1"),
          viewed("v2", "visitor2", at("10:00"), "i1"));

  @BeforeAll
  static void openShop() {
    shop = Shop.open(ZONE);
  }

  @AfterEach
  void goOn() {
    nextDay = nextDay.plusDays(DAYS_APART);
  }

  @Test
  void readersSeeTheNightOnceTheDayIsSealedAndAnotherGivesTheSame() {
    shop.streamed(events, day);
    shop.arrived(TestSpark.inOrder(events));
    assertThat(shop.numbers(Layer.BATCH, day)).isEmpty();

    List<DayResult> results = shop.night().run(DayRange.of(day), Publish.WHEN_EXPLAINED);

    assertThat(results).extracting(DayResult::sealed).containsExactly(true);
    long nightly = shop.nightly(day).size();
    assertThat(results.get(0).comparison().equal()).isEqualTo(results.get(0).rows() - nightly);
    assertThat(results.get(0).comparison().unexplained()).isZero();
    assertThat(nightly).isPositive();
    assertThat(shop.numbers(Layer.SERVED, day))
        .isEqualTo(shop.numbers(Layer.BATCH, day))
        .isNotEmpty();

    List<String> gold = shop.gold(day);
    List<String> served = shop.numbers(Layer.SERVED, day);
    long sealed = shop.seal(day).timestamp();

    shop.night().run(DayRange.of(day), Publish.WHEN_EXPLAINED);

    assertThat(shop.gold(day)).isEqualTo(gold).isNotEmpty();
    assertThat(shop.numbers(Layer.SERVED, day)).isEqualTo(served);
    assertThat(shop.seal(day).timestamp()).isEqualTo(sealed);
  }

  @Test
  void eventThatIsGoneFromSilverIsGoneFromWhatReadersSee() {
    shop.arrived(TestSpark.inOrder(events));
    shop.published(DayRange.of(day));
    List<String> before = shop.numbers(Layer.SERVED, day);

    shop.forget(Topic.BROWSE, day);
    shop.published(DayRange.of(day));

    assertThat(shop.numbers(Layer.SERVED, day))
        .isEqualTo(before.stream().filter(n -> !isOfBrowsing(n)).toList())
        .isNotEmpty();
  }

  private static boolean isOfBrowsing(String number) {
    return Catalogue.load().of(Source.BROWSE).stream()
        .anyMatch(metric -> number.startsWith(metric.name() + "\t"));
  }

  @Test
  void eachPaidLineIsOwedToAViewAlsoOfTheDayBefore() {
    List<Event> all = new ArrayList<>(events);
    all.add(viewedBy("ann", "v9", at("00:00").minus(Duration.ofHours(1)), "i1"));
    shop.arrived(TestSpark.inOrder(all));

    shop.night().recompute(DayRange.of(day));
    assertThat(shop.attributions(day)).containsExactly("o1-paid 1 v9", "o2-paid 1 none");

    shop.forget(Topic.ORDER, day);
    shop.night().recompute(DayRange.of(day));
    assertThat(shop.attributions(day)).isEmpty();
  }

  @Test
  void whatIsTakenBackLaterRestatesTheDayOfThePayment() {
    shop.arrived(TestSpark.inOrder(events));
    shop.published(DayRange.of(day));
    assertThat(shop.total(Layer.SERVED, "gmv_net_cohort", day)).isEqualTo(9_900);

    Instant threeDaysLater = at("09:00").plus(Duration.ofDays(3));
    shop.arrived(TestSpark.inOrder(List.of(refunded("o1", "ann", threeDaysLater, 900)), 500));
    assertThat(shop.night().toRestate(DayRange.of(day.plusDays(3)))).containsExactly(day);
    assertThat(shop.night().toRestate(DayRange.of(day.plusDays(2)))).isEmpty();
    shop.published(DayRange.of(day));

    assertThat(shop.total(Layer.SERVED, "gmv_net_cohort", day)).isEqualTo(9_000);
    assertThat(shop.total(Layer.SERVED, "gmv_net", day)).isEqualTo(9_900);
    assertThat(shop.total(Layer.SERVED, "gmv_paid", day)).isEqualTo(14_900);
  }

  @Test
  void sessionBelongsToTheDayOnWhichItBegan() {
    Instant midnight = at("00:00");
    List<Event> visit = new ArrayList<>();
    for (int minutes : new int[] {-40, -15, 5, 30, 60}) {
      visit.add(viewed("v" + minutes, "visitor", midnight.plus(Duration.ofMinutes(minutes)), "i1"));
    }
    shop.arrived(TestSpark.inOrder(visit));

    shop.published(new DayRange(day.minusDays(1), day.plusDays(1)));
    List<Long> asRange = visits();
    shop.published(DayRange.of(day.minusDays(1)));

    assertThat(visits()).isEqualTo(asRange).containsExactly(1L, 4L, 70 * 60_000L, 1L, 1L, 0L);
  }

  /** Sessions, actions and time of the day before and of the day. */
  private List<Long> visits() {
    List<Long> numbers = new ArrayList<>();
    for (LocalDate d : List.of(day.minusDays(1), day)) {
      for (String metric : List.of("sessions", "session_actions", "session_time")) {
        numbers.add(shop.total(Layer.SERVED, metric, d));
      }
    }
    return numbers;
  }

  @Test
  void dayWithoutEventsIsSealed() {
    List<DayResult> results = shop.night().run(DayRange.of(day), Publish.WHEN_EXPLAINED);

    assertThat(results.get(0).sealed()).isTrue();
    assertThat(results.get(0).rows()).isZero();
  }

  @Test
  void dayThatIsNotOverIsRefused() {
    LocalDate today = Shop.NOW.atZone(ZONE).toLocalDate();
    assertThatThrownBy(() -> shop.night().run(DayRange.of(today), Publish.ALWAYS))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(today + " is not over in Asia/Shanghai");
  }

  @Test
  void alteredCellIsFoundNamedAndKeepsTheDayOpen() {
    shop.streamed(events, day);
    shop.arrived(TestSpark.inOrder(events));
    Instant hour = at("10:00");
    shop.alter("item", "i1", Grain.HOUR, hour, GMV_PAID, Money.of(Map.of("CNY", 9_901L)));
    assertThat(shop.night().compare(day).unexplained()).as("before any night").isEqualTo(1);

    List<DayResult> results = shop.night().run(DayRange.of(day), Publish.WHEN_EXPLAINED);

    DayComparison comparison = results.get(0).comparison();
    assertThat(comparison.unexplained()).isEqualTo(1);
    assertThat(comparison.first())
        .containsExactly(
            new Difference(
                "gmv_paid", "hour", day + "T10:00:00+08:00", "item", "i1", "CNY", 9_901, 9_900));
    assertThat(results.get(0).sealed()).isFalse();
    assertThat(shop.numbers(Layer.BATCH, day)).isEmpty();
    assertThat(shop.night().compare(day)).isEqualTo(comparison);
  }

  private static BrowseEvent viewedBy(String user, String id, Instant at, String item) {
    BrowseEvent view = viewed(id, "device", at, item);
    return new BrowseEvent(
        id,
        view.eventTime(),
        view.visitorId(),
        user,
        null,
        view.action(),
        item,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private Instant at(String time) {
    return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }
}

package io.daping.batch;

import static io.daping.common.testing.Events.cancelled;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.order;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.TestSpark.Came;
import io.daping.batch.reconcile.Cause;
import io.daping.batch.reconcile.DayComparison;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Distinct;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.event.Event;
import io.daping.common.event.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What differs between night and stream, and why: a day each, and one night over all of them. */
class ReconciledDaysTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
  private static final int GMV_PAID = 2;
  private static final int PV = 20;
  private static final int UV = 21;

  /** Each day's stream has counted the same as the night, but for what its name says. */
  private enum Day {
    SAME,
    ESTIMATE_WITHIN_ITS_BOUND,
    ESTIMATE_BEYOND_ITS_BOUND,
    DUPLICATE,
    MORE_THAN_A_DUPLICATE,
    CONFLICT,
    LATE,
    REPAIRED,
    MORE_THAN_A_REPAIR,
    OTHER_DEFINITIONS;

    LocalDate date() {
      return FIRST.plusDays(ordinal());
    }

    Instant at(String time) {
      return date().atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    /** An id of this day's own. */
    String own(String id) {
      return ordinal() + "-" + id;
    }

    /** What both have seen. */
    List<Event> events() {
      return List.of(
          created(own("o1"), "ann", at("10:00"), 9_900),
          paid(own("o1"), "ann", at("10:01"), 9_900),
          paid(own("o2"), "bob", at("11:00"), 5_000),
          cancelled(own("o2"), "bob", at("12:00"), 5_000),
          view("v1", "visitor1"),
          view("v2", "visitor2"));
    }

    Event view(String id, String visitor) {
      return viewed(own(id), visitor, at("10:00"), "i1");
    }

    /** What the night reads. */
    List<Came> came() {
      int offset = 1_000 * (ordinal() + 1);
      List<Came> came = new ArrayList<>(TestSpark.inOrder(events(), offset));
      int next = offset + came.size();
      switch (this) {
        case DUPLICATE, MORE_THAN_A_DUPLICATE ->
            came.addAll(TestSpark.inOrder(List.of(view("v2", "visitor2")), next));
        case CONFLICT -> {
          Event other =
              order(own("o1") + "-paid", own("o1"), "ann", OrderStatus.PAID, at("10:02"), 1_000);
          came.addAll(TestSpark.inOrder(List.of(other), next));
        }
        case LATE -> {
          // After the minute's cell has ended.
          Instant late = at("10:01").plus(Duration.ofDays(3)).plusSeconds(1);
          came.set(5, new Came(events().get(5), late, next));
        }
        case REPAIRED, MORE_THAN_A_REPAIR -> came.set(5, came.get(5).repairing(offset - 100L));
        default -> {}
      }
      return came;
    }
  }

  private static final Map<Day, DayResult> NIGHT = new EnumMap<>(Day.class);

  @BeforeAll
  static void oneNightOverAll() {
    Shop shop = Shop.open(ZONE);
    LocalDate last = Day.OTHER_DEFINITIONS.date();
    List<Event> streamed = new ArrayList<>();
    List<Came> came = new ArrayList<>();
    for (Day day : Day.values()) {
      streamed.addAll(day.events());
      came.addAll(day.came());
    }
    shop.streamed(streamed, new DayRange(FIRST, last));
    shop.streamedBy(2, Day.OTHER_DEFINITIONS.events(), DayRange.of(last));
    shop.arrived(came);
    alter(shop);
    DayRange all = new DayRange(FIRST, last.plusDays(1));
    List<DayResult> results = shop.night().run(all, Publish.WHEN_EXPLAINED);
    assertThat(results).hasSize(Day.values().length);
    for (Day day : Day.values()) {
      NIGHT.put(day, results.get(day.ordinal()));
    }
  }

  private static void alter(Shop shop) {
    ofTheDay(shop, Day.ESTIMATE_WITHIN_ITS_BOUND, UV, sketchOf(3));
    ofTheDay(shop, Day.ESTIMATE_BEYOND_ITS_BOUND, UV, sketchOf(4));
    ofTheDay(shop, Day.DUPLICATE, PV, new Total(3));
    ofTheDay(shop, Day.MORE_THAN_A_DUPLICATE, PV, new Total(4));
    ofTheDay(shop, Day.CONFLICT, GMV_PAID, Money.of(Map.of("CNY", 15_900L)));
    ofTheDay(shop, Day.REPAIRED, PV, new Total(1));
    ofTheDay(shop, Day.MORE_THAN_A_REPAIR, PV, new Total(0));
    shop.alter("total", "", Grain.MINUTE, Day.LATE.at("10:00"), PV, new Total(1));
    shop.alterBy(
        Catalogue.load().version() + 1,
        "total",
        "",
        Grain.DAY,
        Day.OTHER_DEFINITIONS.at("00:00"),
        PV,
        new Total(99));
  }

  private static void ofTheDay(Shop shop, Day day, int metric, MetricState state) {
    shop.alter("total", "", Grain.DAY, day.at("00:00"), metric, state);
  }

  @Test
  void whatIsTheSameHasNoCause() {
    assertThat(of(Day.SAME).explained()).isEmpty();
    assertThat(of(Day.SAME).unexplained()).isZero();
    assertThat(of(Day.SAME).equal()).isEqualTo(of(Day.SAME).cells()).isPositive();
  }

  @Test
  void estimateWithinItsBoundIsExplainedAndBeyondIsNot() {
    assertThat(of(Day.ESTIMATE_WITHIN_ITS_BOUND).explained()).isEqualTo(Map.of(Cause.SKETCH, 1L));
    assertThat(of(Day.ESTIMATE_BEYOND_ITS_BOUND).unexplained()).isEqualTo(1);
    assertThat(of(Day.ESTIMATE_BEYOND_ITS_BOUND).unexplainedExact()).isZero();
  }

  @Test
  void duplicateThatTheStreamCountedExplainsWhatItIsWorthAndNoMore() {
    assertThat(of(Day.DUPLICATE).explained()).isEqualTo(Map.of(Cause.DUPLICATE, 1L));
    assertThat(of(Day.DUPLICATE).unexplained()).isZero();
    assertThat(of(Day.MORE_THAN_A_DUPLICATE).unexplained()).isEqualTo(1);
  }

  @Test
  void otherContentUnderAnIdIsAConflict() {
    assertThat(of(Day.CONFLICT).explained()).isEqualTo(Map.of(Cause.CONFLICT, 1L));
  }

  @Test
  void eventAfterTheRealtimeCellsTimeIsLate() {
    assertThat(of(Day.LATE).explained()).isEqualTo(Map.of(Cause.LATE, 1L));
  }

  @Test
  void refusedEventThatCameAgainRepairedExplainsWhatItIsWorthAndNoMore() {
    assertThat(of(Day.REPAIRED).explained()).isEqualTo(Map.of(Cause.QUARANTINED_THEN_REPAIRED, 1L));
    assertThat(of(Day.MORE_THAN_A_REPAIR).unexplained()).isEqualTo(1);
  }

  @Test
  void numberOfOtherDefinitionsIsExplainedByThem() {
    assertThat(of(Day.OTHER_DEFINITIONS).explained())
        .isEqualTo(Map.of(Cause.DEFINITION_CHANGED, 1L));
  }

  @Test
  void daysWithAnUnexplainedExactNumberAreNotSealed() {
    assertThat(NIGHT.keySet())
        .filteredOn(day -> !NIGHT.get(day).sealed())
        .containsExactlyInAnyOrder(Day.MORE_THAN_A_DUPLICATE, Day.MORE_THAN_A_REPAIR);
  }

  private static DayComparison of(Day day) {
    return NIGHT.get(day).comparison();
  }

  private static Distinct sketchOf(int texts) {
    HllSketch sketch = Distinct.empty();
    for (int i = 0; i < texts; i++) {
      sketch.update("text" + i);
    }
    return Distinct.of(sketch);
  }
}

package io.daping.batch;

import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.TestSpark.Came;
import io.daping.batch.run.DayRun;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.event.Event;
import io.daping.common.serve.Layer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The steps of the night, each alone, as a scheduler calls them. */
class NightStepsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2020, 11, 11);

  private static Shop shop;

  @BeforeAll
  static void openShop() {
    shop = Shop.open(ZONE);
  }

  @Test
  void eachStepHoldsTheNextBackUntilItHasPassedAndTheLogTellsWhatReadersSawBefore() {
    List<Event> events =
        List.of(
            created("o1", "ann", at("10:00"), 9_900),
            paid("o1", "ann", at("10:01"), 9_900),
            viewed("v1", "visitor1", at("10:00"), "i1"));
    DayRange day = DayRange.of(DAY);
    shop.streamed(events, DAY);
    shop.arrived(TestSpark.inOrder(events));

    assertThat(shop.night().recompute(day)).allMatch(DayRun::passed);
    assertThat(publish(day)).contains("reconcile has not run");
    assertThat(shop.night().check(day)).extracting(DayRun::passed).containsExactly(true);
    assertThat(shop.night().compare(DAY).unexplained()).isZero();
    assertThat(publish(day)).contains("sealed");
    List<String> served = shop.numbers(Layer.SERVED, DAY);
    long sealed = shop.seal(DAY).timestamp();
    assertThat(publish(day)).contains("as it was");
    assertThat(shop.seal(DAY).timestamp()).isEqualTo(sealed);
    assertThat(shop.restatements(DAY)).isEmpty();

    // What comes after the seal restates the day.
    Event late = paid("o2", "bob", at("12:00"), 500);
    shop.arrived(List.of(new Came(late, Shop.NOW.plus(Duration.ofHours(1)), 99)));
    assertThat(shop.night().run(day, Publish.ALWAYS)).allMatch(DayResult::sealed);
    assertThat(shop.numbers(Layer.SERVED, DAY)).isNotEqualTo(served);
    assertThat(shop.restatements(DAY)).contains("gmv_paid day total 9900 -> 10400 late");
  }

  @Test
  void goldThatBreaksARuleIsNotPublished() {
    LocalDate other = DAY.plusDays(90);
    DayRange day = DayRange.of(other);
    List<Event> events =
        List.of(viewed("v2", "visitor1", at("10:00").plus(Duration.ofDays(90)), "i1"));
    shop.streamed(events, other);
    shop.arrived(TestSpark.inOrder(events));
    shop.night().recompute(day);
    shop.repeatInGold("pv", other);

    assertThat(shop.night().check(day))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.passed()).isFalse();
              assertThat(run.detail()).contains("unique", "pv", "agreeing_sums");
            });
    shop.night().compare(other);
    assertThat(publish(day)).contains("check failed");
    assertThat(shop.seal(other)).isNull();
  }

  @Test
  void changedNumberSaysWhetherItsOwnDefinitionHasChanged() {
    LocalDate other = DAY.plusDays(60);
    DayRange day = DayRange.of(other);
    Duration later = Duration.ofDays(60);
    List<Event> events =
        List.of(
            viewed("v3", "visitor1", at("10:00").plus(later), "i1"),
            paid("o3", "ann", at("10:01").plus(later), 9_900));
    shop.arrived(TestSpark.inOrder(events));
    shop.published(day);
    Event late = paid("o4", "bob", at("12:00").plus(later), 500);
    shop.arrived(List.of(new Came(late, Shop.NOW.plus(Duration.ofHours(1)), 99)));

    Night night = shop.night(nothingCountsAs("pv"));
    night.recompute(day);
    night.publish(day, Publish.ALWAYS);

    assertThat(shop.restatements(other))
        .contains("pv day total 1 -> 0 definition-changed", "gmv_paid day total 9900 -> 10400 late")
        .noneMatch(line -> line.contains("uv ") && line.contains("definition-changed"));
  }

  /** The next version of the catalogue, in which one metric counts nothing. */
  private static Catalogue nothingCountsAs(String name) {
    Catalogue now = Catalogue.load();
    List<Metric> metrics =
        now.metrics().stream().map(m -> m.name().equals(name) ? never(m) : m).toList();
    return new Catalogue(now.version() + 1, metrics, now.derived());
  }

  private static Metric never(Metric m) {
    return new Metric(
        m.id(),
        m.name(),
        m.description(),
        m.source(),
        m.nightFacts(),
        m.unit(),
        m.state(),
        m.of(),
        "false",
        m.share(),
        m.tiesBy(),
        m.by(),
        m.grains());
  }

  @Test
  void dayThatWasNeverRecomputedIsNotSealedEvenByForce() {
    DayRange day = DayRange.of(DAY.plusDays(30));
    assertThat(shop.night().publish(day, Publish.ALWAYS).get(0).detail())
        .contains("recompute has not run");
    assertThat(shop.seal(day.from())).isNull();
  }

  private static String publish(DayRange day) {
    return shop.night().publish(day, Publish.WHEN_EXPLAINED).get(0).detail();
  }

  private static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }
}

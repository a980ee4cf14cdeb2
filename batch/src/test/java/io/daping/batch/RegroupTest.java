package io.daping.batch;

import static io.daping.common.testing.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.regroup.GroupChange;
import io.daping.batch.regroup.Regroup.Applying;
import io.daping.batch.regroup.Regrouped;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Fingerprints;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.LogLevel;
import io.daping.common.event.LoggedException;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.ErrorNotes;
import io.daping.common.serve.Layer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Past errors under the rules of now, on real Delta and HBase. */
@Tag("drill")
class RegroupTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static Shop shop;
  private static LocalDate nextDay = LocalDate.of(2010, 1, 1);

  private final LocalDate day = nextDay;
  private final DayRange range = DayRange.of(day);

  @BeforeAll
  static void openShop() {
    shop = Shop.open(ZONE);
  }

  @AfterEach
  void goOn() {
    nextDay = nextDay.plusDays(10);
  }

  @Test
  void mergedGroupsMoveInThePublishedPastAndAreBackWhenSplit() {
    AppLogEvent gone = error("e1", "10:00", "order 17 is gone");
    AppLogEvent slow = error("e3", "11:00", "the bank is slow");
    night(gone, error("e2", "10:01", "order 18 is gone"), slow);
    List<String> gold = shop.gold(day);
    List<String> served = shop.numbers(Layer.SERVED, day);
    ErrorNotes notes = new ErrorNotes(shop.hbase());
    notes.merge(gone.fingerprint(), slow.fingerprint(), Instant.now());

    Regrouped tried = shop.night().regroup(range, Applying.DRY_RUN);
    assertThat(tried.errors()).isEqualTo(3);
    assertThat(tried.changes())
        .containsExactlyInAnyOrder(
            new GroupChange(gone.fingerprint(), null, 2, 0),
            new GroupChange(slow.fingerprint(), null, 1, 3));
    assertThat(tried.changes()).extracting(GroupChange::kind).containsOnly("grows", "vanishes");
    assertThat(shop.gold(day)).isEqualTo(gold);
    assertThat(shop.numbers(Layer.SERVED, day)).isEqualTo(served);

    assertThat(shop.night().regroup(range, Applying.STORED)).isEqualTo(tried);
    assertThat(groups()).containsExactly(slow.fingerprint() + " 3");
    List<String> merged = shop.gold(day);
    DayResult again = shop.night().run(range, Publish.WHEN_EXPLAINED).get(0);
    assertThat(again.sealed()).isTrue();
    assertThat(again.comparison().explained()).isEmpty();
    assertThat(shop.gold(day)).isEqualTo(merged);

    notes.split(gone.fingerprint(), Instant.now());
    assertThat(shop.night().compare(day).unexplained()).isZero();
    assertThat(shop.night().regroup(range, Applying.STORED).changes()).hasSize(2);
    assertThat(shop.gold(day)).isEqualTo(gold);
    assertThat(shop.numbers(Layer.SERVED, day)).isEqualTo(served);

    shop.arrived(TestSpark.inOrder(List.of(error("e9", "12:00", "late")), 50));
    assertThatThrownBy(() -> shop.night().regroup(range, Applying.STORED))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("gold counts 3 errors of " + day + " and silver 4");
    assertThat(shop.gold(day)).isEqualTo(gold);
  }

  @Test
  void errorsThatHaveAnotherFingerprintNowLeaveTheGroupThatTheStreamCountedThemIn() {
    AppLogEvent ours = thrown("e1", "10:00", "org.ours.Till.pay");
    AppLogEvent alike = thrown("e2", "10:01", "org.ours.Cart.add");
    night(ours, alike);
    ErrorGroupStore store = new ErrorGroupStore(shop.hbase());
    shop.sawErrors(List.of(ours, alike));
    List<ErrorGroup> before = store.all();
    assertThat(before).hasSize(2);

    Shop changed = shop.with(Map.of("errors.library-packages", "org.ours."));
    Regrouped regrouped = changed.night().regroup(range, Applying.STORED);

    assertThat(regrouped.moved()).isEqualTo(3);
    assertThat(regrouped.changes())
        .extracting(GroupChange::kind)
        .containsExactlyInAnyOrder("appears", "vanishes", "vanishes");
    List<ErrorGroup> after = store.all();
    assertThat(after).hasSize(1);
    assertThat(after.get(0).count()).isEqualTo(2);
    ErrorGroup group = store.group(after.get(0).fingerprint()).orElseThrow();
    assertThat(group.firstSeen()).isEqualTo(ours.eventTime());
    assertThat(group.lastSeen()).isEqualTo(alike.eventTime());
    assertThat(group.sample().eventId()).isEqualTo("e1");
    assertThat(changed.night().regroup(range, Applying.STORED).changes()).isEmpty();
    assertThat(store.all()).isEqualTo(after);

    shop.night().regroup(range, Applying.STORED);
    assertThat(store.all()).isEqualTo(before);
  }

  private void night(AppLogEvent... events) {
    shop.streamed(List.of(events), day);
    shop.arrived(TestSpark.inOrder(List.of(events)));
    shop.night().run(range, Publish.WHEN_EXPLAINED);
  }

  /** Groups of the day, as served, with their errors. */
  private List<String> groups() {
    return shop.numbers(Layer.SERVED, day).stream()
        .filter(line -> line.startsWith("errors\tday\t") && line.contains("\terror_group\t"))
        .map(line -> line.split("\t"))
        .map(line -> line[4] + " " + line[5])
        .toList();
  }

  private AppLogEvent error(String id, String time, String message) {
    return logged(id, "till", at(time), LogLevel.ERROR, message);
  }

  private AppLogEvent thrown(String id, String time, String frame) {
    AppLogEvent plain = error(id, time, "failed");
    return new AppLogEvent(
            id,
            plain.eventTime(),
            plain.app(),
            plain.host(),
            plain.level(),
            plain.logger(),
            plain.thread(),
            plain.message(),
            plain.release(),
            null,
            Map.of(),
            new LoggedException(
                "com.shop.NotPaid", "no", "com.shop.NotPaid: no\n\tat " + frame + "(T.java:3)"))
        .fingerprinted(Fingerprints.STANDARD);
  }

  private Instant at(String time) {
    return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }
}

package io.daping.batch.history;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.ZONE;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.carted;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.batch.recompute.Deduplication;
import io.daping.batch.recompute.Fate;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which sessions a visitor's events make: begin, number of events, seconds. */
class SessionsTest {
  private static final DayRange RANGE = DayRange.of(DAY);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  @Test
  void pauseOfExactlyHalfAnHourBeginsANewSession() {
    assertThat(
            sessions(
                viewed("ann", at("10:00"), "i1"),
                viewed("ann", at("10:29:59.999"), "i2"),
                carted("ann", at("10:59:59.999"), "i2")))
        .containsExactly("ann 10:00 2 1799", "ann 10:59:59.999 1 0");
  }

  @Test
  void visitorsHaveSessionsOfTheirOwn() {
    assertThat(
            sessions(
                viewed("ann", at("10:00"), "i1"),
                viewed("bob", at("10:10"), "i1"),
                viewed("ann", at("10:20"), "i1")))
        .containsExactly("ann 10:00 2 1200", "bob 10:10 1 0");
  }

  @Test
  void orderOfArrivalAndRepetitionsChangeNothing() {
    List<BrowseEvent> events = new ArrayList<>();
    for (int minute : new int[] {0, 20, 40, 60, 95}) {
      events.add(viewed("ann", at("10:00") + minute * MINUTE, "i" + minute));
    }
    List<String> inOrder = sessions(events);
    assertThat(inOrder).containsExactly("ann 10:00 4 3600", "ann 11:35 1 0");

    Collections.reverse(events);
    events.add(events.get(2));
    assertThat(sessions(events)).isEqualTo(inOrder);
  }

  @Test
  void eventThatComesLateJoinsWhatItStandsBetween() {
    assertThat(
            sessions(
                viewed("ann", at("10:00"), "i1"),
                viewed("ann", at("10:50"), "i2"),
                viewed("ann", at("10:25"), "i3")))
        .containsExactly("ann 10:00 3 3000");
  }

  @Test
  void sessionOverMidnightBelongsToTheDayOfItsBeginning() {
    assertThat(
            sessions(
                viewed("ann", at(DAY.minusDays(1), "23:50"), "i1"),
                viewed("ann", at("00:10"), "i2"),
                viewed("ann", at("23:50"), "i3"),
                viewed("ann", at(DAY.plusDays(1), "00:15"), "i4"),
                viewed("ann", at(DAY.plusDays(1), "00:50"), "i5")))
        .containsExactly("ann 23:50 2 1500");
  }

  @Test
  void sessionEndsADayAfterItsBeginning() {
    List<BrowseEvent> restless = new ArrayList<>();
    for (long time = at("06:00"); time <= at(DAY.plusDays(1), "09:00"); time += 20 * MINUTE) {
      restless.add(viewed("robot", time, "i1"));
    }
    // The event at 06:00 of the next day, exactly 24 hours later, is no more in it.
    assertThat(sessions(restless)).containsExactly("robot 06:00 72 85200");
  }

  @Test
  void whoeverNeverPausesHasOneSessionADayInWhateverRange() {
    List<BrowseEvent> restless = new ArrayList<>();
    for (long t = at(DAY.minusDays(3), "12:00");
        t < at(DAY.plusDays(3), "00:00");
        t += 20 * MINUTE) {
      restless.add(viewed("robot", t, "i1"));
    }
    assertThat(sessions(RANGE, restless)).containsExactly("robot 00:00 72 85200");
    assertThat(sessions(new DayRange(DAY.minusDays(1), DAY.plusDays(1)), restless))
        .containsExactly("robot 00:00 72 85200", "robot 00:00 72 85200");
  }

  private static List<String> sessions(BrowseEvent... events) {
    return sessions(List.of(events));
  }

  private static List<String> sessions(List<BrowseEvent> events) {
    return sessions(RANGE, events);
  }

  private static List<String> sessions(DayRange range, List<BrowseEvent> events) {
    var silver = TestSpark.silver(Topic.BROWSE, TestSpark.inOrder(events), ZONE);
    return Sessions.of(range, Deduplication.judged(silver).where(Fate.isCounted()))
        .orderBy("visitor_id", "event_time")
        .collectAsList()
        .stream()
        .map(
            row ->
                "%s %s %d %d"
                    .formatted(
                        row.getAs("visitor_id"),
                        Instant.ofEpochMilli(row.<Long>getAs("event_time"))
                            .atZone(ZONE)
                            .toLocalTime(),
                        row.<Long>getAs("events"),
                        row.<Long>getAs("duration_ms") / 1_000))
        .toList();
  }
}

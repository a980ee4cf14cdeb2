package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Fingerprints;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.LogLevel;
import io.daping.common.testing.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tasks see of errors, and what the driver makes of it. */
final class SeenErrorsTest {
  private static final Instant T = Instant.parse("2026-11-11T02:00:00Z");

  @Test
  void howTheRecordsAreDealtToTasksMakesNoDifference() {
    List<AppLogEvent> events = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      LogLevel level = i % 3 == 0 ? LogLevel.WARN : LogLevel.ERROR;
      String said = i % 2 == 0 ? "order " + i + " is gone" : "cart " + i + " is full";
      events.add(Events.logged("e" + i, "shop", T.plusSeconds(i), level, said));
    }
    List<ErrorGroup> byOne = driver(events, 1);
    assertThat(byOne).extracting(ErrorGroup::count).containsExactly(30L, 30L);
    assertThat(byOne)
        .extracting(ErrorGroup::title)
        .containsExactlyInAnyOrder("order <*> is gone", "cart <*> is full");
    assertThat(driver(events, 7)).containsExactlyInAnyOrderElementsOf(byOne);
  }

  private static List<ErrorGroup> driver(List<AppLogEvent> events, int tasks) {
    SeenErrors driver = new SeenErrors();
    for (int task = 0; task < tasks; task++) {
      SeenErrors seen = new SeenErrors();
      for (int i = task; i < events.size(); i += tasks) {
        seen.take(events.get(i));
      }
      for (Partial partial : seen.partials(Fingerprints.STANDARD)) {
        assertThat(partial.kind()).isEqualTo(Partial.Kind.ERROR_GROUP);
        driver.take(partial);
      }
    }
    return List.copyOf(driver.groups());
  }
}

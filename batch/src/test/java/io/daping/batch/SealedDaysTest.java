package io.daping.batch;

import static io.daping.common.testing.Events.ZONE;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.viewed;
import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.SealedDays.Restored;
import io.daping.common.error.GroupMark;
import io.daping.common.event.Event;
import io.daping.common.hbase.ErrorNotes;
import io.daping.common.hbase.ErrorNotes.Note;
import io.daping.common.hbase.Seal;
import io.daping.common.serve.Layer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the night had put into HBase comes back from Delta. */
@Tag("drill")
final class SealedDaysTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate THURSDAY = MONDAY.plusDays(3);

  @Test
  void sealedDaysComeBackAsTheyWereAndChangedOnesAreNamed() {
    Shop shop = Shop.open(ZONE);
    shop.arrived(TestSpark.inOrder(events(MONDAY, "a")));
    shop.arrived(TestSpark.inOrder(events(THURSDAY, "b")));
    ErrorNotes notes = new ErrorNotes(shop.hbase());
    notes.mark("1-a", GroupMark.fixed("1.2", Shop.NOW), Shop.NOW);
    notes.merge("1-b", "1-a", Shop.NOW);
    shop.night().run(new DayRange(MONDAY, THURSDAY.plusDays(1)), Publish.ALWAYS);
    List<String> monday = shop.numbers(Layer.SERVED, MONDAY);
    List<String> thursday = shop.numbers(Layer.BATCH, THURSDAY);
    Seal seal = shop.seal(MONDAY);
    List<Note> said = notes.all();

    Restored restored = shop.restoreNights();
    assertThat(restored.days()).contains(MONDAY, THURSDAY).hasSize(4);
    assertThat(restored.changed()).isEmpty();
    assertThat(restored.numbers()).isPositive();
    assertThat(shop.numbers(Layer.SERVED, MONDAY)).isEqualTo(monday).isNotEmpty();
    assertThat(shop.numbers(Layer.BATCH, THURSDAY)).isEqualTo(thursday).isNotEmpty();
    assertThat(shop.seal(MONDAY))
        .usingRecursiveComparison()
        .withComparatorForType(comparing(at -> at.truncatedTo(MICROS)), Instant.class)
        .isEqualTo(seal);
    assertThat(notes.all()).isEqualTo(said).hasSize(2);

    shop.repeatInGold("gmv_paid", THURSDAY);
    assertThat(shop.restoreNights().changed()).containsExactly(THURSDAY);
  }

  private static List<Event> events(LocalDate day, String prefix) {
    Instant ten = day.atTime(LocalTime.of(10, 0)).atZone(ZONE).toInstant();
    return List.of(
        created(prefix + "1", "ann", ten, 9_900),
        paid(prefix + "1", "ann", ten.plusSeconds(60), 9_900),
        viewed(prefix + "2", "visitor1", ten, "i1"));
  }
}

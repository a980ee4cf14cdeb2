package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.config.Configuration;
import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.serve.Reading;
import io.daping.common.testing.Events;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.Judged;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.testing.TestSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How good what came is, as the stream counts it. */
final class IntakeCountsTest {
  private static final Instant T = Instant.parse("2026-11-11T02:00:00Z");
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final MetricsPlan PLAN =
      MetricsPlan.compile(
          TestSpark.session(), CATALOGUE, Configuration.defaults(Path.of("unused")));

  @Test
  void everyRecordCountsWhenItCameWhateverItsEventSays() {
    IntakeCounts tenMinutes = new IntakeCounts(600_000);
    // The event's minute ends at two and its grace ten minutes later.
    tenMinutes.take(accepted(T.minusSeconds(60), T.plusSeconds(600)));
    tenMinutes.take(accepted(T.minusSeconds(60), T.plusSeconds(600).plusMillis(1)));
    tenMinutes.take(judged(Topic.BROWSE, T.plusSeconds(600), new Fate.Duplicate()));
    tenMinutes.take(refused(Reason.NOT_JSON));
    tenMinutes.take(refused(Reason.CONFLICT));
    tenMinutes.take(refused(Reason.CONFLICT));

    String minute = " " + T.plusSeconds(600).toEpochMilli();
    assertThat(numbers(tenMinutes, Grain.MINUTE))
        .containsEntry("records total " + minute, 6L)
        .containsEntry("records topic browse" + minute, 3L)
        .containsEntry("records topic order" + minute, 3L)
        .containsEntry("duplicates total " + minute, 1L)
        .containsEntry("late_events topic browse" + minute, 1L)
        .containsEntry("conflicts topic order" + minute, 2L)
        .containsEntry("quarantined total " + minute, 3L)
        .containsEntry("quarantined reason conflict" + minute, 2L)
        .containsEntry("quarantined reason not_json" + minute, 1L)
        .doesNotContainKey("late_events topic order" + minute);
    assertThat(numbers(tenMinutes, Grain.DAY)).containsValue(6L).doesNotContainValue(12L);
  }

  @Test
  void recordsOfSeveralMinutesStayApart() {
    IntakeCounts counts = new IntakeCounts(600_000);
    counts.take(accepted(T, T));
    counts.take(accepted(T, T.plusSeconds(60)));
    counts.take(accepted(T, T));
    assertThat(numbers(counts, Grain.MINUTE))
        .containsEntry("records total  " + T.toEpochMilli(), 2L)
        .containsEntry("records total  " + T.plusSeconds(60).toEpochMilli(), 1L);
  }

  /** Every number but 0, by metric, dimension, its value and window. */
  private static Map<String, Long> numbers(IntakeCounts counts, Grain grain) {
    List<Partial> partials = new ArrayList<>();
    try (FactCounter counter = new FactCounter(PLAN.of(Source.INTAKE), PLAN)) {
      counts.count(counter);
      partials.addAll(PartialCells.of(counter));
    }
    Map<String, Long> numbers = new TreeMap<>();
    Rollup.of(partials, PLAN).get(grain).forEach((key, cell) -> addNumbers(key, cell, numbers));
    return numbers;
  }

  private static void addNumbers(CellKey key, Cell cell, Map<String, Long> numbers) {
    CATALOGUE
        .of(key.source())
        .forEach(
            metric ->
                Reading.all(metric, cell)
                    .forEach(
                        (code, reading) ->
                            numbers.put(
                                "%s %s %s %d"
                                    .formatted(
                                        metric.name(),
                                        key.dimension().name(),
                                        key.value(),
                                        key.window()),
                                reading.value())));
  }

  private static Judged accepted(Instant event, Instant record) {
    Fate fate = new Fate.Accepted(Events.viewed("v", "visitor", event, "i1"), null, 0);
    return judged(Topic.BROWSE, record, fate);
  }

  private static Judged refused(Reason reason) {
    return judged(Topic.ORDER, T.plusSeconds(600), new Fate.Quarantined(reason, ""));
  }

  private static Judged judged(Topic topic, Instant record, Fate fate) {
    return new Judged(
        new KafkaRecord(topic, 0, 0, record.toEpochMilli(), null, null, KafkaRecord.Origin.UNKNOWN),
        fate);
  }
}

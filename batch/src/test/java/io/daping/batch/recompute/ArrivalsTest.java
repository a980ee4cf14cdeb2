package io.daping.batch.recompute;

import static io.daping.common.testing.Events.viewed;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import io.daping.batch.TestSpark.Came;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings.PerGrain;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late is what comes more than the grain's grace after its window's end. */
class ArrivalsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON = Instant.parse("2026-11-11T04:00:00Z");

  @Test
  void eventIsLateForTheWindowsThatAreOverAndTheirGraceToo() {
    List<Came> came =
        List.of(
            viewedAndCame("on time", Duration.ofSeconds(1), 0),
            viewedAndCame("just in time", Duration.ofMinutes(11), 1),
            viewedAndCame("late for the minute", Duration.ofMinutes(11).plusMillis(1), 2),
            viewedAndCame("late for the hour", Duration.ofMinutes(70).plusMillis(1), 3));
    Duration grace = Duration.ofMinutes(10);
    Arrivals arrivals =
        new Arrivals(
            TopicCells.ofTopics(Catalogue.load()).stream()
                .filter(cells -> cells.source() == Source.BROWSE)
                .findFirst()
                .orElseThrow(),
            new BusinessTime(ZONE),
            new PerGrain(grace, grace, grace));

    assertThat(
            arrivals
                .of(TestSpark.silver(Topic.BROWSE, came, ZONE))
                .orderBy("grain")
                .select(col("grain"), col("events"), col("late"))
                .collectAsList())
        .extracting(Object::toString)
        .containsExactly("[0,4,2]", "[1,4,1]", "[2,4,0]");
  }

  private static Came viewedAndCame(String id, Duration after, long offset) {
    return new Came(viewed(id, "visitor", NOON, "i1"), NOON.plus(after), offset);
  }
}

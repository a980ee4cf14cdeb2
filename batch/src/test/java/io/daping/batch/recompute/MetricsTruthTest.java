package io.daping.batch.recompute;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings.PerGrain;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.testing.MetricsTruth;
import io.daping.common.testing.MetricsTruth.Case;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The night counts as the truth tables say. */
class MetricsTruthTest {
  private static final DayRange DAY = DayRange.of(MetricsTruth.DAY);
  private static final Catalogue CATALOGUE = Catalogue.load();

  static List<Case> cases() {
    return MetricsTruth.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nightCountsAsTheTablesSay(Case c) {
    assertThat(numbers(gold(c), c.named())).containsExactlyElementsOf(c.cells());
  }

  private static Dataset<Row> gold(Case c) {
    Duration grace = Duration.ofMinutes(10);
    Set<Topic> topics = c.events().stream().map(Event::topic).collect(toSet());
    return TopicCells.ofTopics(CATALOGUE).stream()
        .filter(cells -> topics.contains(cells.topic()))
        .map(
            cells -> {
              Recompute recompute =
                  new Recompute(
                      cells,
                      new BusinessTime(MetricsTruth.ZONE),
                      new PerGrain(grace, grace, grace));
              var silver =
                  TestSpark.silver(cells.topic(), TestSpark.inOrder(c.events()), MetricsTruth.ZONE);
              return recompute.cells(recompute.judged(silver, DAY));
            })
        .map(new GoldRows(CATALOGUE)::of)
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private static Set<String> numbers(Dataset<Row> gold, Set<String> named) {
    Set<String> numbers = new TreeSet<>();
    for (Row row : gold.collectAsList()) {
      if (named.contains(row.getAs("by") + " " + row.getAs("grain"))) {
        numbers.add(
            MetricsTruth.cell(
                row.getAs("metric"),
                row.getAs("by"),
                row.getAs("dimension"),
                row.getAs("grain"),
                row.<Timestamp>getAs("window_start").toInstant(),
                row.getAs("currency"),
                row.getAs("value")));
      }
    }
    return numbers;
  }
}

package io.daping.batch.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings.PerGrain;
import io.daping.common.event.Event;
import io.daping.common.testing.MetricsTruth;
import io.daping.common.testing.MetricsTruth.Case;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The night counts as the truth tables say. */
class MetricsTruthTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Duration GRACE = Duration.ofMinutes(10);

  /** Of all cases' days. */
  private static List<Row> gold;

  static List<Case> cases() {
    return MetricsTruth.cases();
  }

  @BeforeAll
  static void countAllCasesAtOnce() {
    LocalDate last = cases().stream().map(Case::day).max(LocalDate::compareTo).orElseThrow();
    DayRange days = new DayRange(MetricsTruth.FIRST_DAY, last.plusDays(1));
    gold =
        TopicCells.ofTopics(CATALOGUE).stream()
            .map(cells -> cells(cells, days))
            .map(new GoldRows(CATALOGUE)::of)
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .collectAsList();
  }

  private static Dataset<Row> cells(TopicCells cells, DayRange days) {
    List<Event> events = cases().stream().flatMap(c -> c.events().stream()).toList();
    var silver = TestSpark.silver(cells.topic(), TestSpark.inOrder(events), MetricsTruth.ZONE);
    Recompute recompute =
        new Recompute(
            cells, new BusinessTime(MetricsTruth.ZONE), new PerGrain(GRACE, GRACE, GRACE));
    return recompute.cells(recompute.judged(silver, days));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nightCountsAsTheTablesSay(Case c) {
    List<Row> ofItsDay =
        gold.stream().filter(row -> row.<Date>getAs("day").toLocalDate().equals(c.day())).toList();
    assertThat(numbers(ofItsDay, c.named())).containsExactlyElementsOf(c.cells());
  }

  private static Set<String> numbers(List<Row> rows, Set<String> named) {
    Set<String> numbers = new TreeSet<>();
    for (Row row : rows) {
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

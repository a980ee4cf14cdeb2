package io.daping.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.reconcile.Cause;
import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Difference;
import io.daping.batch.reconcile.MetricComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a comparison says to whoever is on duty. */
class ReconcileReportTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final Difference PAID =
      new Difference(
          "gmv_paid", "hour", "2026-11-22T12:00:00+08:00", "shop", "a'<b>", "CNY", 20_018_632, 0);

  private static final Map<Cause, Long> NONE = new EnumMap<>(Cause.class);

  @TempDir private Path folder;

  @Test
  void unexplainedExactNumberStopsAndIsShownWithBothValues() throws IOException {
    assertThat(page(true, NONE, 1, List.of(PAID)))
        .contains("Stop: 1 number of exact metrics differs without a cause")
        .contains("2026-11-22 12:00", "200,186.32", "+200,186.32", "publish 2026-11-22 --force");
  }

  @Test
  void valuesThatOthersWroteAreTextInThePageAndOneWordInACommand() throws IOException {
    assertThat(page(true, NONE, 1, List.of(PAID))).doesNotContain("<b>a", "<b>'");
    assertThat(ReconciledCell.of(PAID).question("stream"))
        .isEqualTo(
            "bin/daping query gmv_paid --layer stream --grain hour --from 2026-11-22T12:00+08:00"
                + " --to 2026-11-22T13:00+08:00 --where 'shop=a'\\''<b>' --where currency=CNY");
  }

  @Test
  void estimateBeyondItsBoundIsLookedAtAndDoesNotStop() throws IOException {
    assertThat(page(false, NONE, 1, List.of()))
        .contains("May be published, but look: 1 estimate is beyond the bound");
  }

  @Test
  void explainedDifferencesAreNamedWithWhatTheyMean() throws IOException {
    assertThat(page(true, Map.of(Cause.LATE, 2L), 0, List.of()))
        .contains("every difference has a cause", "events came when the realtime");
  }

  private String page(
      boolean isExact, Map<Cause, Long> explained, long unexplained, List<Difference> first)
      throws IOException {
    MetricComparison metric =
        new MetricComparison("gmv_paid", "hour", "shop", isExact, 10, 8, explained, unexplained);
    DayComparison day = new DayComparison(DAY, List.of(metric), first);
    return Files.readString(new ReconcileReport(folder).write(day));
  }
}

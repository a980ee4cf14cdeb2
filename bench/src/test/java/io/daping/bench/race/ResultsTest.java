package io.daping.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.bench.race.ViewWatch.Sighting;
import io.daping.common.fault.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void theFirstCellThatDiffersIsNamed() {
    Results one = results(Map.of("pv at 10:00", "3", "pv at 10:01", "4"));
    assertThatThrownBy(
            () -> one.requireEqual("plain", results(Map.of("pv at 10:00", "3")), "flink"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("pv at 10:01 is 4 by plain and absent by flink");
    one.requireEqual("plain", results(Map.of("pv at 10:00", "3", "pv at 10:01", "4")), "flink");
  }

  @Test
  void anEventsLagEndsWhenTheCountReachesIt() {
    long[] sent = {1_000, 1_010, 1_020, 1_030};
    List<Sighting> seen =
        List.of(new Sighting(1, 1_005), new Sighting(3, 1_100), new Sighting(4, 1_101));
    Lag lag = Lag.of(Contestant.PLAIN, 100, sent, seen);
    assertThat(lag).isEqualTo(new Lag(Contestant.PLAIN, 100, 4, 71, 90, 90));
  }

  @Test
  void ratiosAreOfMedians() {
    Outcome flink = outcome(Contestant.FLINK, 100, 400, 1_000);
    Outcome ours = outcome(Contestant.DAPING, 50, 100, 200, 900);
    Report report = new Report(List.of(flink, ours), List.of(), Optional.empty(), List.of());
    assertThat(report.ratios(ours)).hasValueSatisfying(r -> assertThat(r.cpu()).isEqualTo(0.375));
  }

  @Test
  void aQueryThatFallsBehindShowsItInTheLastThird() {
    List<Double> seconds = List.of(0.5, 0.2, 0.3, 1.0, 2.0, 3.0);
    Pace.Behind behind = new Pace.Behind("metrics", 30_000, seconds, 4);
    assertThat(behind.median()).isEqualTo(1.0);
    assertThat(behind.medianOfLastThird()).isEqualTo(3.0);
    assertThat(behind.most()).isEqualTo(3.0);
  }

  private static Outcome outcome(Contestant contestant, double... cpuMs) {
    List<Repetition> repetitions =
        java.util.Arrays.stream(cpuMs).mapToObj(ms -> new Repetition(10, ms)).toList();
    return new Outcome(contestant, 1_000, repetitions, 1L << 20);
  }

  private static Results results(Map<String, String> cells) {
    return new Results(new TreeMap<>(cells));
  }
}

package io.daping.common.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of steps that have begun, and of those that were killed. */
class BegunStepsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 11);
  private static final Instant NOW = Instant.parse("2026-11-12T02:00:00Z");

  @TempDir private Path folder;

  @Test
  void stepIsSeenWhileItRunsAndNoLonger() {
    BegunSteps steps = new BegunSteps(folder.resolve("steps"));
    Path mark = steps.begun(BegunStep.here("recompute", List.of(DAY), NOW));
    assertThat(steps.all()).singleElement().matches(BegunStep::isRunning);
    steps.ended(mark);
    assertThat(steps.all()).isEmpty();
  }

  @Test
  void stepOfAnotherMachineCountsAsRunningUntilItIsDoneHere() {
    BegunSteps steps = new BegunSteps(folder.resolve("steps"));
    steps.begun(new BegunStep("recompute", List.of(DAY), NOW, "node-7.example", 1, NOW));
    assertThat(steps.all()).singleElement().matches(BegunStep::isRunning);
    steps.ended(steps.begun(BegunStep.here("recompute", List.of(DAY), NOW)));
    assertThat(steps.all()).isEmpty();
  }

  @Test
  void killedStepIsSeenUntilItIsDoneForItsDays() throws IOException, InterruptedException {
    BegunSteps steps = new BegunSteps(folder.resolve("steps"));
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    List<LocalDate> days = List.of(DAY, DAY.plusDays(1));
    String host = BegunStep.here("recompute", days, NOW).host();
    BegunStep killed = new BegunStep("recompute", days, NOW, host, process.pid(), NOW);
    steps.begun(killed);

    steps.ended(steps.begun(BegunStep.here("check", days, NOW)));
    steps.ended(steps.begun(BegunStep.here("recompute", List.of(DAY), NOW)));
    assertThat(steps.all()).containsExactly(killed).noneMatch(BegunStep::isRunning);
    assertThat(killed.span()).isEqualTo("2026-11-11 to 2026-11-12");

    steps.ended(steps.begun(BegunStep.here("recompute", days, NOW)));
    assertThat(steps.all()).isEmpty();
  }
}

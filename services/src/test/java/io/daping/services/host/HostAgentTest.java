package io.daping.services.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.HostSettings;
import io.daping.common.event.Intake;
import io.daping.common.event.MachineEvent;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import io.daping.common.testing.TestServices;
import io.daping.services.follow.KafkaTail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HostAgentTest {
  private final String host = TestServices.uniqueName();

  @Test
  void samplesOfThisMachineKeepTheContract() {
    String brokers = TestServices.settings().kafka().bootstrapServers();
    HostSettings settings = new HostSettings(true, host, "z1", Duration.ofSeconds(1));
    try (KafkaTail machine = KafkaTail.of(brokers, "machine");
        HostAgent agent =
            HostAgent.start(
                settings, EventSender.to(brokers, Source.start("test"), SenderLimits.PATIENT))) {
      assertThat(agent.announcement()).contains(host);
      List<MachineEvent> events = mine(machine.await("3 samples", all -> mine(all).size() >= 3));
      assertThat(events).extracting(MachineEvent::eventId).doesNotHaveDuplicates();
      assertThat(events).extracting(MachineEvent::zone).containsOnly("z1");
      assertThat(events).extracting(MachineEvent::cpu).allMatch(cpu -> cpu >= 0 && cpu <= 100);
      assertThat(events).extracting(MachineEvent::mem).allMatch(mem -> mem > 0 && mem < 100);
      assertThat(events).extracting(MachineEvent::load1).allMatch(load -> load >= 0);
      System.out.println("a sample of this machine: " + events.get(0));
    }
  }

  @Test
  void minutesHaveEquallyManySamplesWheneverTheAgentBeganAndWhateverTheTimerErrs() {
    Random random = new Random(1);
    Map<Long, Integer> samples = new TreeMap<>();
    long now = 1_794_362_412_345L;
    while (samples.size() < 100) {
      now += HostAgent.untilNext(now, 10_000) + random.nextInt(-20, 200);
      samples.merge(now / 60_000, 1, Integer::sum);
    }
    List<Integer> whole = List.copyOf(samples.values()).subList(1, 99);
    assertThat(whole).containsOnly(6);
  }

  @Test
  void loadIsWhatTheCountersGrewByAndTheBusiestDiskCounts() {
    long second = 1_000_000_000L;
    Counters before =
        new Counters(
            0,
            new long[] {100, 0, 50, 800, 50, 0, 0, 0},
            Map.of("a", 0L, "b", 500L),
            Map.of("eth0", 1_000L, "eth1", 70L),
            Map.of("eth0", 5L));
    Counters after =
        new Counters(
            2 * second,
            new long[] {160, 0, 70, 900, 70, 0, 0, 0},
            Map.of("a", 300L, "b", 3_500L, "new", 9_999L),
            Map.of("eth0", 3_000L, "eth1", 3L),
            Map.of("eth0", 5L));

    assertThat(Load.between(before, after))
        .isEqualTo(
            new Load(
                OptionalDouble.of(40),
                OptionalDouble.of(100),
                OptionalDouble.of(1_000),
                OptionalDouble.of(0)));
    assertThat(Load.between(before, before).cpu()).isEmpty();
  }

  private List<MachineEvent> mine(List<String> values) {
    Intake intake = new Intake(60_000, 60_000);
    return values.stream()
        .filter(v -> v.contains(host))
        .map(v -> v.getBytes(StandardCharsets.UTF_8))
        .map(v -> intake.judge(Topic.MACHINE, v, System.currentTimeMillis()))
        .map(verdict -> (MachineEvent) ((Accepted) verdict).event())
        .toList();
  }
}

package io.daping.bench.decisions;

import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What it costs to parse and judge an event a second time: microseconds of CPU time. */
public final class JudgingCost {
  private static final int ROUNDS = 9;
  private static final Intake INTAKE = new Intake(300_000, Long.MAX_VALUE);

  private JudgingCost() {}

  /** Argument: the folder of the recorded data. */
  public static void main(String[] args) {
    for (Topic topic : Topic.values()) {
      List<byte[]> records = Lab.recorded(Path.of(args[0]), topic);
      List<Double> micros = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        micros.add(micros(topic, records));
      }
      double bytes = records.stream().mapToInt(r -> r.length).average().orElseThrow();
      Lab.say(
          "%s: %d events of %.0f bytes, %.2f µs an event (first round %.2f)",
          topic.topicName(),
          records.size(),
          bytes,
          Lab.median(micros.subList(2, ROUNDS)),
          micros.get(0));
    }
  }

  /** The events that a topic's records hold. */
  static List<Event> events(Topic topic, List<byte[]> records) {
    List<Event> events = new ArrayList<>();
    for (byte[] record : records) {
      if (INTAKE.judge(topic, record, System.currentTimeMillis())
          instanceof Verdict.Accepted accepted) {
        events.add(accepted.event());
      }
    }
    return events;
  }

  private static double micros(Topic topic, List<byte[]> records) {
    long accepted = 0;
    double begun = Lab.cpuMs();
    for (byte[] record : records) {
      if (INTAKE.judge(topic, record, System.currentTimeMillis()) instanceof Verdict.Accepted) {
        accepted++;
      }
    }
    double micros = (Lab.cpuMs() - begun) * 1e3 / records.size();
    if (accepted != records.size()) {
      throw new IllegalStateException(records.size() - accepted + " records were not accepted");
    }
    return micros;
  }
}

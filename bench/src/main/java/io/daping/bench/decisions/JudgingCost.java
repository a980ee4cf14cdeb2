package io.daping.bench.decisions;

import com.sun.management.ThreadMXBean;
import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to parse and judge an event, warm and on one thread: CPU time, that of the
 * collector of garbage included, and bytes allocated.
 */
public final class JudgingCost {
  private static final int ROUNDS = 19;
  private static final int WARM_UP = 8;

  /** So many records a round at least: a round of few would be lost in the clock's steps. */
  private static final int FEWEST = 100_000;

  private static final Intake INTAKE = new Intake(300_000, Long.MAX_VALUE);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private JudgingCost() {}

  /** What one round took, of an event: microseconds and bytes. */
  private record Round(double micros, double bytes) {}

  /**
   * Argument: a folder of {@code TOPIC.jsonl} or {@code TOPIC.jsonl.gz}, as recorded or as {@code
   * generate --out} makes with {@code --bad=0}; topics without a file are left out.
   */
  public static void main(String[] args) {
    for (Topic topic : Topic.values()) {
      for (String ending : List.of(".jsonl", ".jsonl.gz")) {
        Path file = Path.of(args[0]).resolve(topic.topicName() + ending);
        if (Files.exists(file)) {
          measure(topic, Lab.lines(file));
        }
      }
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

  private static void measure(Topic topic, List<byte[]> records) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(round(topic, records));
    }
    double size = records.stream().mapToInt(r -> r.length).average().orElseThrow();
    List<Round> warm = rounds.subList(WARM_UP, ROUNDS);
    Lab.say(
        "%-8s %7d events of %4.0f bytes: %.2f CPU s a million (best %.2f, first %.2f), %.0f bytes made",
        topic.topicName(),
        records.size(),
        size,
        Lab.median(warm.stream().map(Round::micros).toList()),
        warm.stream().mapToDouble(Round::micros).min().orElseThrow(),
        rounds.get(0).micros(),
        Lab.median(warm.stream().map(Round::bytes).toList()));
  }

  private static Round round(Topic topic, List<byte[]> records) {
    int times = Math.max(1, FEWEST / records.size());
    long accepted = 0;
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    double begun = Lab.cpuMs();
    for (int i = 0; i < times; i++) {
      accepted += accepted(topic, records);
    }
    double n = (double) times * records.size();
    double micros = (Lab.cpuMs() - begun) * 1e3 / n;
    if (accepted != times * (long) records.size()) {
      throw new IllegalStateException((n - accepted) + " records were not accepted");
    }
    return new Round(micros, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / n);
  }

  private static long accepted(Topic topic, List<byte[]> records) {
    long now = System.currentTimeMillis();
    long accepted = 0;
    for (byte[] record : records) {
      if (INTAKE.judge(topic, record, now) instanceof Verdict.Accepted) {
        accepted++;
      }
    }
    return accepted;
  }
}

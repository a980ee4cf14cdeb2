package io.daping.streaming.query;

import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.QueryProgress;
import io.daping.streaming.judge.MicroBatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells readers how far a query has come, after each micro-batch. For one thread. */
public final class ProgressLog {
  private final String query;
  private final ControlStore control;
  private Map<String, Map<Integer, Long>> eventTimes;

  public ProgressLog(String query, ControlStore control) {
    this.query = query;
    this.control = control;
  }

  /** Publishes the state after a micro-batch that took so long. */
  public void finished(MicroBatch batch, List<PartitionSummary> summaries, long tookMs) {
    control.write(
        batch.timestamp(),
        new QueryProgress(
            query,
            batch.number(),
            batch.ends(),
            eventTimes(summaries),
            PartitionSummary.lead(summaries),
            tookMs,
            Instant.ofEpochMilli(batch.timestamp())));
  }

  private Map<String, Map<Integer, Long>> eventTimes(List<PartitionSummary> summaries) {
    if (eventTimes == null) {
      eventTimes = new HashMap<>();
      previous().ifPresent(p -> eventTimes.putAll(copy(p.eventTimes())));
    }
    for (PartitionSummary s : summaries) {
      if (s.maxEventTime() != Long.MIN_VALUE) {
        eventTimes
            .computeIfAbsent(s.topic(), t -> new HashMap<>())
            .merge(s.partition(), s.maxEventTime(), Math::max);
      }
    }
    return copy(eventTimes);
  }

  private static Map<String, Map<Integer, Long>> copy(Map<String, Map<Integer, Long>> times) {
    Map<String, Map<Integer, Long>> copy = new HashMap<>();
    times.forEach((topic, partitions) -> copy.put(topic, new HashMap<>(partitions)));
    return copy;
  }

  private Optional<QueryProgress> previous() {
    return control.queries().stream().filter(p -> p.name().equals(query)).findFirst();
  }
}

package io.daping.common.hbase;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far a streaming query has come, as of its last finished micro-batch.
 *
 * @param offsets topic to partition to the offset after the last record taken
 * @param eventTimes topic to partition to the greatest event time accepted, epoch milliseconds
 * @param leadMs by how much an event of the last micro-batch was ahead of its record time at most;
 *     a wrong producer clock shows here
 * @param asOf when the micro-batch was published
 */
public record QueryProgress(
    String name,
    long batch,
    Map<String, Map<Integer, Long>> offsets,
    Map<String, Map<Integer, Long>> eventTimes,
    long leadMs,
    long lastBatchMs,
    Instant asOf) {
  /** The name of the query that publishes the realtime cells. */
  public static final String METRICS = "metrics";

  /** The name of the query that writes the tables. */
  public static final String INTAKE = "intake";

  /** Event time up to which every partition of every topic was read; null before any event. */
  public Instant watermark() {
    return least(eventTimes.values().stream().map(Map::values));
  }

  /** Event time up to which every partition of a topic was read; null before any event. */
  public Instant watermark(String topic) {
    return least(Stream.of(eventTimes.getOrDefault(topic, Map.of()).values()));
  }

  /** {@link #leadMs} in seconds. */
  public double watermarkLead() {
    return leadMs / 1000.0;
  }

  private static Instant least(Stream<Collection<Long>> times) {
    return times
        .filter(t -> !t.isEmpty())
        .map(Collections::min)
        .min(Long::compare)
        .map(Instant::ofEpochMilli)
        .orElse(null);
  }
}

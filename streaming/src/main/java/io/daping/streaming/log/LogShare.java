package io.daping.streaming.log;

import io.daping.common.event.Topic;
import io.daping.streaming.judge.MicroBatch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * What one task of a micro-batch reads.
 *
 * @param ranges of partitions that it follows, with those of which nothing is new
 */
record LogShare(List<LogRange> ranges) implements Serializable {
  /** Of fewer records than this a task costs more than they do. */
  private static final long FEW_RECORDS = 20_000;

  /**
   * Shares a micro-batch out: few records to one task a core, each of which follows the same
   * partitions every time; many to one task a partition, of different topics side by side: orders
   * wait for stores, where browsing computes.
   */
  static List<LogShare> of(MicroBatch batch, int cores) {
    List<LogRange> ranges = ranges(batch);
    return batch.size() < FEW_RECORDS
        ? dealt(ranges, Math.min(cores, ranges.size()))
        : ranges.stream()
            .filter(range -> !range.isEmpty())
            .sorted(Comparator.comparingInt(range -> range.place().partition()))
            .map(range -> new LogShare(List.of(range)))
            .toList();
  }

  private static List<LogShare> dealt(List<LogRange> ranges, int hands) {
    return IntStream.range(0, hands)
        .mapToObj(hand -> every(hands, hand, ranges))
        .filter(share -> !share.ranges.stream().allMatch(LogRange::isEmpty))
        .toList();
  }

  private static LogShare every(int step, int first, List<LogRange> ranges) {
    List<LogRange> share = new ArrayList<>();
    for (int i = first; i < ranges.size(); i += step) {
      share.add(ranges.get(i));
    }
    return new LogShare(share);
  }

  private static List<LogRange> ranges(MicroBatch batch) {
    List<LogRange> ranges = new ArrayList<>();
    batch
        .ends()
        .forEach(
            (name, ends) -> {
              Topic topic = Topic.named(name).orElseThrow();
              ends.forEach(
                  (partition, end) ->
                      ranges.add(
                          new LogRange(
                              topic,
                              new TopicPartition(name, partition),
                              batch.start(topic, partition),
                              end)));
            });
    ranges.sort(
        Comparator.comparing(LogRange::topic).thenComparing(range -> range.place().partition()));
    return ranges;
  }
}

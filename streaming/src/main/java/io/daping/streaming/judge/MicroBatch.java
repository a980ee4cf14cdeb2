package io.daping.streaming.judge;

import io.daping.common.event.Topic;
import java.io.Serializable;
import java.util.Map;

/**
 * What the tasks of a micro-batch must know of it.
 *
 * @param number within the checkpoint's life
 * @param timestamp of every cell that it writes, epoch milliseconds, the same at each repetition
 * @param starts topic to partition to first offset; a partition that is new is absent
 * @param ends topic to partition to the offset after the last
 */
public record MicroBatch(
    long number,
    int generation,
    long timestamp,
    Map<String, Map<Integer, Long>> starts,
    Map<String, Map<Integer, Long>> ends)
    implements Serializable {

  /** The first offset of a partition. */
  public long start(Topic topic, int partition) {
    return starts.getOrDefault(topic.topicName(), Map.of()).getOrDefault(partition, 0L);
  }

  /** The offset after a partition's last. */
  public long end(Topic topic, int partition) {
    return ends.get(topic.topicName()).get(partition);
  }

  /** How many records it has at most; gaps in the log count. */
  public long size() {
    long size = 0;
    for (var topic : ends.entrySet()) {
      Map<Integer, Long> from = starts.getOrDefault(topic.getKey(), Map.of());
      for (var end : topic.getValue().entrySet()) {
        size += end.getValue() - from.getOrDefault(end.getKey(), 0L);
      }
    }
    return size;
  }
}

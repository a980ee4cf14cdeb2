package io.daping.streaming.judge;

import io.daping.common.hbase.SeenStore;
import io.daping.common.hbase.SeenStore.Ids;
import java.util.List;

/**
 * The ids that a micro-batch accepted of one Kafka partition, not yet written.
 *
 * @param memory that met them
 * @param begun which of its beginnings it was
 * @param endOffset of the micro-batch in the partition
 */
record Learned(SeenIds memory, long begun, long endOffset, List<Ids> ids) {
  /** Writes those of some partitions, and lets their memories hold for the next micro-batch. */
  static void remember(List<Learned> all, SeenStore store, long timestamp) {
    List<Ids> ids = all.stream().flatMap(learned -> learned.ids.stream()).toList();
    if (!ids.isEmpty()) {
      store.add(timestamp, ids);
    }
    all.forEach(learned -> learned.memory.settle(learned.begun, learned.endOffset));
  }
}

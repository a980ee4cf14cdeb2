package io.daping.streaming.judge;

import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SeenStore;
import io.daping.common.hbase.SharedHBase;
import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Where a task takes the records of its Kafka partitions to be judged. Travels to the executors;
 * what is remembered there between micro-batches stays there.
 *
 * @param reader which query remembers; each has its own memory
 * @param query tells installations in one JVM apart
 */
public record Court(int reader, String query, Intake intake, HBase.Target hbase)
    implements Serializable {
  private static final ConcurrentMap<String, SeenIds> MEMORIES = new ConcurrentHashMap<>();
  private static final IdBudget BUDGET = IdBudget.ofHeap();

  /** Begins the judging of a task. */
  public Sitting sitting(MicroBatch batch) {
    return new Sitting(this, batch, new SeenStore(SharedHBase.of(hbase)));
  }

  SeenIds memory(Topic topic, int partition) {
    String name =
        hbase.bootstrapServers()
            + "/"
            + hbase.tablePrefix()
            + "/"
            + query
            + "/"
            + topic
            + "/"
            + partition;
    return MEMORIES.computeIfAbsent(
        name, n -> new SeenIds(reader, topic.ordinal(), partition, BUDGET));
  }
}

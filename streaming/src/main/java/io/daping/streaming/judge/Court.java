package io.daping.streaming.judge;

import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SeenStore;
import io.daping.common.hbase.SharedHBase;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Where a task takes the records of its Kafka partition to be judged, in runs that fit in memory.
 * Travels to the executors; what is remembered there between micro-batches stays there.
 *
 * @param reader which query remembers; each has its own memory
 * @param query tells installations in one JVM apart
 */
public record Court(int reader, String query, Intake intake, HBase.Target hbase)
    implements Serializable {
  private static final int RUN = 4_096;
  private static final ConcurrentMap<String, SeenIds> MEMORIES = new ConcurrentHashMap<>();
  private static final IdBudget BUDGET = IdBudget.ofHeap();

  /**
   * Judges all records of a task.
   *
   * @param records of one partition of one topic, by offset
   * @param reader gets each run of judged records, in order
   */
  public void judgeAll(
      Iterator<KafkaRecord> records, MicroBatch batch, Consumer<List<Judged>> reader) {
    if (!records.hasNext()) {
      return;
    }
    KafkaRecord first = records.next();
    SeenIds seen = memory(first.topic(), first.partition());
    synchronized (seen) {
      seen.begin(batch.start(first.topic(), first.partition()));
      SeenStore store = new SeenStore(SharedHBase.of(hbase));
      Judge judge = new Judge(intake, seen, store, batch.timestamp());
      List<KafkaRecord> run = new ArrayList<>(RUN);
      run.add(first);
      while (records.hasNext()) {
        if (run.size() == RUN) {
          reader.accept(judge.judge(run));
          run = new ArrayList<>(RUN);
        }
        run.add(records.next());
      }
      reader.accept(judge.judge(run));
      judge.commit(batch.end(first.topic(), first.partition()));
    }
  }

  private SeenIds memory(Topic topic, int partition) {
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

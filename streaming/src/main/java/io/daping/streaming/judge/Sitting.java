package io.daping.streaming.judge;

import io.daping.common.event.Topic;
import io.daping.common.hbase.SeenStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A task's judging: of the records of one Kafka partition after another, in runs that fit in
 * memory. What it accepted is remembered at its end, by one request for all partitions. For one
 * thread.
 */
public final class Sitting {
  /** Few: of a run everything is alive, and copied, when garbage is collected. */
  private static final int RUN = 1_024;

  private final Court court;
  private final MicroBatch batch;
  private final SeenStore store;
  private final List<Learned> learned = new ArrayList<>();

  Sitting(Court court, MicroBatch batch, SeenStore store) {
    this.court = court;
    this.batch = batch;
    this.store = store;
  }

  /**
   * Judges all records of a partition.
   *
   * @param records of one partition of one topic, by offset
   * @param reader gets each run of judged records, in order
   */
  public void judge(Iterator<KafkaRecord> records, Consumer<List<Judged>> reader) {
    if (!records.hasNext()) {
      return;
    }
    KafkaRecord first = records.next();
    Topic topic = first.topic();
    int partition = first.partition();
    SeenIds seen = court.memory(topic, partition);
    synchronized (seen) {
      seen.begin(batch.start(topic, partition));
      Judge judge = new Judge(court.intake(), seen, store, batch.timestamp());
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
      learned.add(seen.learned(batch.end(topic, partition)));
    }
  }

  /** Remembers what was accepted. Called once, after the last partition. */
  public void end() {
    Learned.remember(learned, store, batch.timestamp());
  }
}

package io.daping.bench.flink;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.Increment;
import io.daping.bench.peers.Partial;
import io.daping.bench.peers.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up increments before the shuffle, and hands the partial tallies on after so many increments,
 * after so many milliseconds, and before each checkpoint, so that it has no state of its own.
 */
final class Combiner extends AbstractStreamOperator<Partial>
    implements OneInputStreamOperator<Increment, Partial> {
  private static final int MOST_INCREMENTS = 50_000;

  private final long intervalMs;
  private transient Map<CellName, Tally> tallies;
  private transient int increments;

  Combiner(long intervalMs) {
    this.intervalMs = intervalMs;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tallies = new HashMap<>();
    later();
  }

  @Override
  public void processElement(StreamRecord<Increment> element) {
    Increment increment = element.getValue();
    tallies.computeIfAbsent(increment.cell(), name -> new Tally()).add(increment);
    if (++increments == MOST_INCREMENTS) {
      handOver();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    handOver();
    super.prepareSnapshotPreBarrier(checkpoint);
  }

  @Override
  public void finish() throws Exception {
    handOver();
    super.finish();
  }

  private void handOver() {
    tallies.forEach((name, tally) -> output.collect(new StreamRecord<>(new Partial(name, tally))));
    tallies.clear();
    increments = 0;
  }

  private void later() {
    long at = getProcessingTimeService().getCurrentProcessingTime() + intervalMs;
    getProcessingTimeService()
        .registerTimer(
            at,
            time -> {
              handOver();
              later();
            });
  }
}

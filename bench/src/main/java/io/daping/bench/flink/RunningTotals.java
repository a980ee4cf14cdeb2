package io.daping.bench.flink;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.Partial;
import io.daping.bench.peers.Tally;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The running total of each cell, in keyed state; after each input the total goes on to the sink.
 *
 * @param <I> increments or partial tallies
 */
final class RunningTotals<I> extends KeyedProcessFunction<CellName, I, Partial> {
  private final Addition<I> addition;
  private transient ValueState<Tally> total;

  /** How an input is added to a tally. */
  interface Addition<I> extends BiConsumer<Tally, I>, java.io.Serializable {}

  RunningTotals(Addition<I> addition) {
    this.addition = addition;
  }

  @Override
  public void open(OpenContext context) {
    total =
        getRuntimeContext().getState(new ValueStateDescriptor<>("total", TallySerializer.INSTANCE));
  }

  @Override
  public void processElement(I input, Context context, Collector<Partial> out) throws Exception {
    Tally tally = total.value();
    if (tally == null) {
      tally = new Tally();
      total.update(tally);
    }
    addition.accept(tally, input);
    out.collect(new Partial(context.getCurrentKey(), tally));
  }
}

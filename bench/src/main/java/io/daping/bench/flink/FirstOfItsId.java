package io.daping.bench.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Lets the first event of each id pass. */
final class FirstOfItsId extends KeyedProcessFunction<Long, Checked, Checked> {
  private transient ValueState<Boolean> seen;

  @Override
  public void open(OpenContext context) {
    seen =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("seen", BooleanSerializer.INSTANCE));
  }

  @Override
  public void processElement(Checked event, Context context, Collector<Checked> out)
      throws Exception {
    if (seen.value() == null) {
      seen.update(true);
      out.collect(event);
    }
  }
}

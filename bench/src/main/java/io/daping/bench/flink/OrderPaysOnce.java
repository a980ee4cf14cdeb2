package io.daping.bench.flink;

import io.daping.bench.peers.Increment;
import io.daping.bench.peers.Increments;
import io.daping.bench.peers.Increments.Sale;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderStatus;
import io.daping.common.order.OrderStates;
import io.daping.common.order.OrderStates.Change;
import io.daping.common.order.OrderStates.Step;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Remembers every order and counts its payment once, in whatever order its states come. */
final class OrderPaysOnce extends KeyedProcessFunction<String, Checked, Increment> {
  private final ZoneId zone;
  private transient Increments increments;
  private transient ValueState<OrderStates> order;

  OrderPaysOnce(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void open(OpenContext context) {
    increments = new Increments(zone);
    order =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("order", OrderStatesSerializer.INSTANCE));
  }

  @Override
  public void processElement(Checked event, Context context, Collector<Increment> out)
      throws Exception {
    OrderStates known = order.value();
    Step step = (known == null ? OrderStates.UNKNOWN : known).with(event.order());
    order.update(step.after());
    for (Change change : step.changes()) {
      OrderEvent counted = change.event();
      if (counted.status() == OrderStatus.PAID) {
        increments.of(
            new Sale(counted.eventTime(), counted.currency(), counted.lines(), change.weight()),
            out::collect);
      }
    }
  }
}

package io.daping.bench.flink;

import io.daping.common.order.OrderCodec;
import io.daping.common.order.OrderStates;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What checkpoints hold of an order. */
final class OrderStatesSerializer extends Handwritten<OrderStates> {
  static final OrderStatesSerializer INSTANCE = new OrderStatesSerializer();

  @Override
  public void serialize(OrderStates value, DataOutputView out) throws IOException {
    byte[] states = OrderCodec.encode(value);
    out.writeInt(states.length);
    out.write(states);
  }

  @Override
  public OrderStates deserialize(DataInputView in) throws IOException {
    byte[] states = new byte[in.readInt()];
    in.readFully(states);
    return OrderCodec.decode(states);
  }

  @Override
  public TypeSerializerSnapshot<OrderStates> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints for the serialiser. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OrderStates> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

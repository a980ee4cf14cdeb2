package io.daping.bench.flink;

import io.daping.bench.peers.Increment;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** What goes through the shuffle without a combiner; texts may be null. */
final class IncrementSerializer extends Handwritten<Increment> {
  static final IncrementSerializer INSTANCE = new IncrementSerializer();
  static final TypeInformation<Increment> TYPE = INSTANCE.type(Increment.class);

  @Override
  public void serialize(Increment value, DataOutputView out) throws IOException {
    CellNameSerializer.INSTANCE.serialize(value.cell(), out);
    out.writeLong(value.count());
    StringValue.writeString(value.currency(), out);
    out.writeLong(value.amount());
    StringValue.writeString(value.visitor(), out);
  }

  @Override
  public Increment deserialize(DataInputView in) throws IOException {
    return new Increment(
        CellNameSerializer.INSTANCE.deserialize(in),
        in.readLong(),
        StringValue.readString(in),
        in.readLong(),
        StringValue.readString(in));
  }

  @Override
  public TypeSerializerSnapshot<Increment> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints for the serialiser. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Increment> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.daping.bench.flink;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.CellSlot;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The key: a cell's name. */
final class CellNameSerializer extends Handwritten<CellName> {
  static final CellNameSerializer INSTANCE = new CellNameSerializer();
  static final TypeInformation<CellName> TYPE = INSTANCE.type(CellName.class);

  @Override
  public void serialize(CellName value, DataOutputView out) throws IOException {
    out.writeByte(value.slot().ordinal());
    out.writeLong(value.window());
    StringValue.writeString(value.value(), out);
  }

  @Override
  public CellName deserialize(DataInputView in) throws IOException {
    return new CellName(CellSlot.at(in.readByte()), in.readLong(), StringValue.readString(in));
  }

  @Override
  public TypeSerializerSnapshot<CellName> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints for the serialiser. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CellName> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

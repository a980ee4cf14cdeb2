package io.daping.bench.flink;

import io.daping.bench.peers.Tally;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The state of a cell, which is added to in place. */
final class TallySerializer extends Handwritten<Tally> {
  static final TallySerializer INSTANCE = new TallySerializer();
  static final TypeInformation<Tally> TYPE = INSTANCE.type(Tally.class);

  @Override
  public void serialize(Tally value, DataOutputView out) throws IOException {
    value.write(out);
  }

  @Override
  public Tally deserialize(DataInputView in) throws IOException {
    return Tally.read(in);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Tally copy(Tally from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<Tally> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints for the serialiser. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Tally> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

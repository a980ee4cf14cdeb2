package io.daping.bench.flink;

import io.daping.bench.peers.Partial;
import io.daping.bench.peers.Tally;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What goes through the shuffle after a combiner. */
final class PartialSerializer extends Handwritten<Partial> {
  static final PartialSerializer INSTANCE = new PartialSerializer();
  static final TypeInformation<Partial> TYPE = INSTANCE.type(Partial.class);

  @Override
  public void serialize(Partial value, DataOutputView out) throws IOException {
    CellNameSerializer.INSTANCE.serialize(value.cell(), out);
    value.tally().write(out);
  }

  @Override
  public Partial deserialize(DataInputView in) throws IOException {
    return new Partial(CellNameSerializer.INSTANCE.deserialize(in), Tally.read(in));
  }

  @Override
  public TypeSerializerSnapshot<Partial> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints for the serialiser. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Partial> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

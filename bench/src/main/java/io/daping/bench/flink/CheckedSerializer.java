package io.daping.bench.flink;

import io.daping.bench.peers.Increments.View;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** What goes through the shuffle by event id: of an order the fields that its sale needs. */
final class CheckedSerializer extends Handwritten<Checked> {
  static final CheckedSerializer INSTANCE = new CheckedSerializer();
  static final TypeInformation<Checked> TYPE = INSTANCE.type(Checked.class);

  private static final int NEITHER = 0;
  private static final int VIEW = 1;
  private static final int ORDER = 2;
  private static final OrderStatus[] STATUSES = OrderStatus.values();

  @Override
  public void serialize(Checked value, DataOutputView out) throws IOException {
    out.writeLong(value.id());
    if (value.view() != null) {
      out.writeByte(VIEW);
      write(value.view(), out);
    } else if (value.order() != null) {
      out.writeByte(ORDER);
      write(value.order(), out);
    } else {
      out.writeByte(NEITHER);
    }
  }

  @Override
  public Checked deserialize(DataInputView in) throws IOException {
    long id = in.readLong();
    return switch (in.readByte()) {
      case VIEW -> new Checked(id, readView(in), null);
      case ORDER -> new Checked(id, null, readOrder(in));
      default -> new Checked(id, null, null);
    };
  }

  private static void write(View view, DataOutputView out) throws IOException {
    out.writeLong(view.time());
    StringValue.writeString(view.visitor(), out);
    StringValue.writeString(view.category(), out);
  }

  private static View readView(DataInputView in) throws IOException {
    return new View(in.readLong(), StringValue.readString(in), StringValue.readString(in));
  }

  private static void write(OrderEvent order, DataOutputView out) throws IOException {
    out.writeByte(order.status().ordinal());
    out.writeLong(order.eventTime());
    StringValue.writeString(order.eventId(), out);
    StringValue.writeString(order.orderId(), out);
    StringValue.writeString(order.currency(), out);
    out.writeInt(order.lines().size());
    for (OrderLine line : order.lines()) {
      StringValue.writeString(line.itemId(), out);
      out.writeInt(line.quantity());
      out.writeLong(line.unitPrice());
      out.writeLong(line.discount());
    }
  }

  private static OrderEvent readOrder(DataInputView in) throws IOException {
    OrderStatus status = STATUSES[in.readByte()];
    long time = in.readLong();
    String eventId = StringValue.readString(in);
    String orderId = StringValue.readString(in);
    String currency = StringValue.readString(in);
    int size = in.readInt();
    List<OrderLine> lines = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lines.add(
          new OrderLine(
              StringValue.readString(in),
              null,
              null,
              null,
              in.readInt(),
              in.readLong(),
              in.readLong()));
    }
    return new OrderEvent(
        eventId, time, orderId, null, status, currency, null, null, null, null, null, lines);
  }

  @Override
  public TypeSerializerSnapshot<Checked> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Stands in checkpoints for the serialiser. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Checked> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.daping.common.order;

import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import it.unimi.dsi.fastutil.io.FastByteArrayInputStream;
import it.unimi.dsi.fastutil.io.FastByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.io.WritableUtils;

/**
 * The stored form of what is remembered of an order.
 *
 * <pre>
 * format 1 | count of events | event...
 * event: status | event time | event id, order id, user, currency, promotion, province, channel, visitor, ip | n | line...
 * line:  item, shop, brand, category | quantity | unit price | discount
 * </pre>
 *
 * Numbers are Hadoop's variable-length longs; texts stand once ({@link TextsOnce}), for the states
 * of an order repeat each other.
 */
public final class OrderCodec {
  private static final int FORMAT = 1;
  private static final OrderStatus[] STATUSES = OrderStatus.values();

  private OrderCodec() {}

  public static byte[] encode(OrderStates order) {
    FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<OrderEvent> events = order.events();
      out.writeByte(FORMAT);
      WritableUtils.writeVInt(out, events.size());
      TextsOnce.Writer texts = new TextsOnce.Writer(out);
      for (OrderEvent event : events) {
        write(event, out, texts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Arrays.copyOf(bytes.array, bytes.length);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no order of a known format
   */
  public static OrderStates decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new FastByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("order has format " + format + ", known is " + FORMAT);
      }
      TextsOnce.Reader texts = new TextsOnce.Reader(in);
      List<OrderEvent> events = new ArrayList<>();
      for (int n = size(in); n > 0; n--) {
        events.add(readEvent(in, texts));
      }
      if (in.available() > 0) {
        throw new IllegalArgumentException("order has " + in.available() + " bytes too many");
      }
      return OrderStates.ofEvents(events);
    } catch (IOException e) {
      throw new IllegalArgumentException("order is cut off", e);
    }
  }

  private static void write(OrderEvent event, DataOutputStream out, TextsOnce.Writer texts)
      throws IOException {
    out.writeByte(event.status().ordinal());
    WritableUtils.writeVLong(out, event.eventTime());
    texts.write(event.eventId());
    texts.write(event.orderId());
    texts.write(event.userId());
    texts.write(event.currency());
    texts.write(event.promotionId());
    texts.write(event.province());
    texts.write(event.channel());
    texts.write(event.visitorId());
    texts.write(event.ip());
    WritableUtils.writeVInt(out, event.lines().size());
    for (OrderLine line : event.lines()) {
      write(line, out, texts);
    }
  }

  private static void write(OrderLine line, DataOutputStream out, TextsOnce.Writer texts)
      throws IOException {
    texts.write(line.itemId());
    texts.write(line.shopId());
    texts.write(line.brand());
    texts.write(line.categoryId());
    WritableUtils.writeVInt(out, line.quantity());
    WritableUtils.writeVLong(out, line.unitPrice());
    WritableUtils.writeVLong(out, line.discount());
  }

  private static OrderEvent readEvent(DataInputStream in, TextsOnce.Reader texts)
      throws IOException {
    OrderStatus status = status(in.readByte());
    long time = WritableUtils.readVLong(in);
    return new OrderEvent(
        texts.read(),
        time,
        texts.read(),
        texts.read(),
        status,
        texts.read(),
        texts.read(),
        texts.read(),
        texts.read(),
        texts.read(),
        texts.read(),
        readLines(in, texts));
  }

  private static List<OrderLine> readLines(DataInputStream in, TextsOnce.Reader texts)
      throws IOException {
    int size = size(in);
    List<OrderLine> lines = new ArrayList<>(size);
    for (int n = size; n > 0; n--) {
      lines.add(
          new OrderLine(
              texts.read(),
              texts.read(),
              texts.read(),
              texts.read(),
              WritableUtils.readVInt(in),
              WritableUtils.readVLong(in),
              WritableUtils.readVLong(in)));
    }
    return List.copyOf(lines);
  }

  private static OrderStatus status(int ordinal) {
    if (ordinal < 0 || ordinal >= STATUSES.length) {
      throw new IllegalArgumentException("order has a state of unknown kind " + ordinal);
    }
    return STATUSES[ordinal];
  }

  /** Of things of a byte at least each, which must be there. */
  private static int size(DataInputStream in) throws IOException {
    int size = WritableUtils.readVInt(in);
    if (size < 0 || size > in.available()) {
      throw new EOFException("order has something of size " + size);
    }
    return size;
  }
}

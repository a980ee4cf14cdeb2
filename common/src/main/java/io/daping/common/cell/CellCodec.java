package io.daping.common.cell;

import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import it.unimi.dsi.fastutil.io.FastByteArrayInputStream;
import it.unimi.dsi.fastutil.io.FastByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.io.WritableUtils;

/**
 * The stored form of a cell; all of it in one value, so that it is written and read at once.
 *
 * <pre>
 * format 1 | catalogue version | events | late | count of metrics | metric...
 * metric: id | kind | T: value   M: n, n × (code, amount)   D: length, sketch   C: n, n × (coupon, less the one before)
 *                     V or B (bucketed): sum, n, n × (key, less the one before; count)
 * </pre>
 *
 * Numbers are Hadoop's variable-length longs.
 */
public final class CellCodec {
  private static final int FORMAT = 1;

  private CellCodec() {}

  public static byte[] encode(Cell cell) {
    FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      WritableUtils.writeVInt(out, cell.catalogueVersion());
      WritableUtils.writeVLong(out, cell.events());
      WritableUtils.writeVLong(out, cell.late());
      WritableUtils.writeVInt(out, cell.size());
      for (int i = 0; i < cell.size(); i++) {
        WritableUtils.writeVInt(out, cell.id(i));
        write(cell.stateAt(i), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Arrays.copyOf(bytes.array, bytes.length);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no cell of a known format
   */
  public static Cell decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new FastByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("cell has format " + format + ", known is " + FORMAT);
      }
      int version = WritableUtils.readVInt(in);
      long events = WritableUtils.readVLong(in);
      long late = WritableUtils.readVLong(in);
      int[] ids = new int[bounded(in)];
      MetricState[] states = new MetricState[ids.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = WritableUtils.readVInt(in);
        states[i] = read(in);
      }
      if (in.available() > 0) {
        throw new IllegalArgumentException("cell has " + in.available() + " bytes too many");
      }
      return Cell.of(version, ids, states, events, late);
    } catch (IOException e) {
      throw new IllegalArgumentException("cell is cut off", e);
    }
  }

  /** One state by itself, for tables. */
  public static byte[] encode(MetricState state) {
    FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(state, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Arrays.copyOf(bytes.array, bytes.length);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no state of a known kind
   */
  public static MetricState decodeState(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new FastByteArrayInputStream(bytes))) {
      return read(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("state is cut off", e);
    }
  }

  private static void write(MetricState state, DataOutputStream out) throws IOException {
    if (state instanceof Total total) {
      out.writeByte('T');
      WritableUtils.writeVLong(out, total.value());
    } else if (state instanceof Money money) {
      var amounts = money.amounts().entrySet();
      out.writeByte('M');
      WritableUtils.writeVInt(out, amounts.size());
      for (var amount : amounts) {
        out.writeBytes(amount.getKey());
        WritableUtils.writeVLong(out, amount.getValue());
      }
    } else if (state instanceof Distinct distinct) {
      write(distinct, out);
    } else if (state instanceof Values values) {
      write(values, out);
    }
  }

  private static void write(Distinct distinct, DataOutputStream out) throws IOException {
    int[] coupons = distinct.coupons();
    if (coupons == null) {
      byte[] sketch = distinct.image();
      out.writeByte('D');
      WritableUtils.writeVInt(out, sketch.length);
      out.write(sketch);
      return;
    }
    out.writeByte('C');
    WritableUtils.writeVInt(out, coupons.length);
    long before = 0;
    for (int coupon : coupons) {
      WritableUtils.writeVLong(out, coupon - before);
      before = coupon;
    }
  }

  private static void write(Values values, DataOutputStream out) throws IOException {
    out.writeByte(values.isBucketed() ? 'B' : 'V');
    WritableUtils.writeVLong(out, values.sum());
    WritableUtils.writeVInt(out, values.keys().length);
    long before = 0;
    for (int i = 0; i < values.keys().length; i++) {
      WritableUtils.writeVLong(out, values.keys()[i] - before);
      WritableUtils.writeVLong(out, values.counts()[i]);
      before = values.keys()[i];
    }
  }

  private static MetricState read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 'T' -> new Total(WritableUtils.readVLong(in));
      case 'M' -> readMoney(in);
      case 'C' -> readCoupons(in);
      case 'D' -> Distinct.ofImage(bytes(size(in), in));
      case 'V', 'B' -> readValues(kind == 'B', in);
      default -> throw new IllegalArgumentException("cell has a state of unknown kind " + kind);
    };
  }

  private static Money readMoney(DataInputStream in) throws IOException {
    int size = bounded(in);
    if (size == 1) {
      return Money.of(code(in), WritableUtils.readVLong(in));
    }
    SortedMap<String, Long> amounts = new TreeMap<>();
    for (int n = size; n > 0; n--) {
      amounts.put(code(in), WritableUtils.readVLong(in));
    }
    return Money.of(amounts);
  }

  private static Distinct readCoupons(DataInputStream in) throws IOException {
    int[] coupons = new int[bounded(in)];
    long before = 0;
    for (int i = 0; i < coupons.length; i++) {
      before += WritableUtils.readVLong(in);
      coupons[i] = (int) before;
    }
    return Distinct.ofCoupons(coupons);
  }

  private static Values readValues(boolean bucketed, DataInputStream in) throws IOException {
    long sum = WritableUtils.readVLong(in);
    long[] keys = new long[bounded(in)];
    long[] counts = new long[keys.length];
    long before = 0;
    for (int i = 0; i < keys.length; i++) {
      before += WritableUtils.readVLong(in);
      keys[i] = before;
      counts[i] = WritableUtils.readVLong(in);
    }
    return Values.stored(sum, bucketed, keys, counts);
  }

  private static String code(DataInputStream in) throws IOException {
    return new String(bytes(3, in), StandardCharsets.US_ASCII);
  }

  /** The number of things of a byte at least each, which must be there. */
  private static int bounded(DataInputStream in) throws IOException {
    int size = size(in);
    if (size > in.available()) {
      throw new EOFException();
    }
    return size;
  }

  private static int size(DataInputStream in) throws IOException {
    int size = WritableUtils.readVInt(in);
    if (size < 0) {
      throw new IllegalArgumentException("cell has something of size " + size);
    }
    return size;
  }

  private static byte[] bytes(int length, DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}

package io.daping.common.cell;

import io.daping.common.cell.MetricState.Distinct;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.hadoop.io.WritableUtils;

/**
 * The stored form of a cell; all of it in one value, so that it is written and read at once.
 *
 * <pre>
 * format 1 | catalogue version | events | late | count of metrics | metric...
 * metric: id | kind | T: value   M: n, n × (code, amount)   D: length, sketch
 * </pre>
 *
 * Numbers are Hadoop's variable-length longs.
 */
public final class CellCodec {
  private static final int FORMAT = 1;

  private CellCodec() {}

  public static byte[] encode(Cell cell) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      WritableUtils.writeVInt(out, cell.catalogueVersion());
      WritableUtils.writeVLong(out, cell.events());
      WritableUtils.writeVLong(out, cell.late());
      WritableUtils.writeVInt(out, cell.states().size());
      for (var entry : cell.states().entrySet()) {
        WritableUtils.writeVInt(out, entry.getKey());
        write(entry.getValue(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no cell of a known format
   */
  public static Cell decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("cell has format " + format + ", known is " + FORMAT);
      }
      int version = WritableUtils.readVInt(in);
      long events = WritableUtils.readVLong(in);
      long late = WritableUtils.readVLong(in);
      SortedMap<Integer, MetricState> states = new TreeMap<>();
      for (int n = WritableUtils.readVInt(in); n > 0; n--) {
        states.put(WritableUtils.readVInt(in), read(in));
      }
      return new Cell(version, states, events, late);
    } catch (IOException e) {
      throw new IllegalArgumentException("cell is cut off", e);
    }
  }

  private static void write(MetricState state, DataOutputStream out) throws IOException {
    if (state instanceof Total total) {
      out.writeByte('T');
      WritableUtils.writeVLong(out, total.value());
    } else if (state instanceof Money money) {
      out.writeByte('M');
      WritableUtils.writeVInt(out, money.amounts().size());
      for (var amount : money.amounts().entrySet()) {
        out.writeBytes(amount.getKey());
        WritableUtils.writeVLong(out, amount.getValue());
      }
    } else if (state instanceof Distinct distinct) {
      byte[] sketch = distinct.sketch().toCompactByteArray();
      out.writeByte('D');
      WritableUtils.writeVInt(out, sketch.length);
      out.write(sketch);
    }
  }

  private static MetricState read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 'T' -> new Total(WritableUtils.readVLong(in));
      case 'M' -> readMoney(in);
      case 'D' ->
          new Distinct(HllSketch.heapify(Memory.wrap(in.readNBytes(WritableUtils.readVInt(in)))));
      default -> throw new IllegalArgumentException("cell has a state of unknown kind " + kind);
    };
  }

  private static Money readMoney(DataInputStream in) throws IOException {
    SortedMap<String, Long> amounts = new TreeMap<>();
    for (int n = WritableUtils.readVInt(in); n > 0; n--) {
      String code = new String(in.readNBytes(3), StandardCharsets.US_ASCII);
      amounts.put(code, WritableUtils.readVLong(in));
    }
    return new Money(amounts);
  }
}

package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.streaming.metrics.Partial.Kind;
import it.unimi.dsi.fastutil.io.FastByteArrayInputStream;
import it.unimi.dsi.fastutil.io.FastByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.WritableUtils;

/**
 * What a task counted on its way to the driver: all cells of a dimension in one text of bytes, for
 * a row a cell costs more than the cell.
 *
 * <pre>
 * count | cell... of the finest grain, then count | cell... of arrivals, of the total alone
 * cell: dimension | grain | window | length, value | length, cell
 * </pre>
 */
final class PartialCells {
  private static final int MOST_COUNT_BYTES = 5;

  private PartialCells() {}

  /** Everything that a counter counted, a part a dimension. */
  static List<Partial> of(FactCounter counter) {
    TopicPlan plan = counter.plan();
    List<Partial> parts = new ArrayList<>(plan.dimensions().size());
    for (int d = 0; d < plan.dimensions().size(); d++) {
      int id = plan.dimensions().get(d).id();
      parts.add(new Partial(Kind.CELLS, plan.source(), id, cells(counter, d)));
    }
    return parts;
  }

  private static byte[] cells(FactCounter counter, int dimension) {
    try (Section finest = new Section();
        Section arrivals = new Section()) {
      counter.finest(dimension, finest::add);
      if (counter.plan().dimensions().get(dimension).isTotal()) {
        counter.arrivals(arrivals::add);
      }
      FastByteArrayOutputStream bytes =
          new FastByteArrayOutputStream(finest.size() + arrivals.size());
      finest.writeTo(bytes);
      arrivals.writeTo(bytes);
      return Arrays.copyOf(bytes.array, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Adds everything to the driver's. */
  static void read(byte[] partials, TopicPlan plan, Rollup rollup) {
    Map<Integer, Dimension> dimensions = new HashMap<>();
    plan.dimensions().forEach(d -> dimensions.put(d.id(), d));
    try (DataInputStream in = new DataInputStream(new FastByteArrayInputStream(partials))) {
      for (int n = WritableUtils.readVInt(in); n > 0; n--) {
        rollup.addFinest(key(in, plan, dimensions), CellCodec.decode(bytes(in)));
      }
      for (int n = WritableUtils.readVInt(in); n > 0; n--) {
        rollup.addArrivals(key(in, plan, dimensions), CellCodec.decode(bytes(in)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a task handed over no cells", e);
    }
  }

  private static CellKey key(DataInputStream in, TopicPlan plan, Map<Integer, Dimension> dimensions)
      throws IOException {
    Dimension dimension = dimensions.get(WritableUtils.readVInt(in));
    Grain grain = Grain.values()[in.readByte()];
    long window = WritableUtils.readVLong(in);
    String value = new String(bytes(in), StandardCharsets.UTF_8);
    return new CellKey(plan.source(), dimension, value, grain, window);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(WritableUtils.readVInt(in));
  }

  /** Cells one after another. */
  private static final class Section implements AutoCloseable {
    private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int count;

    private void add(CellKey key, Cell cell) {
      try {
        WritableUtils.writeVInt(out, key.dimension().id());
        out.writeByte(key.grain().ordinal());
        WritableUtils.writeVLong(out, key.window());
        write(key.value().getBytes(StandardCharsets.UTF_8));
        write(CellCodec.encode(cell));
        count++;
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory", e);
      }
    }

    private void write(byte[] part) throws IOException {
      WritableUtils.writeVInt(out, part.length);
      out.write(part);
    }

    /** An upper bound. */
    private int size() {
      return MOST_COUNT_BYTES + bytes.length;
    }

    private void writeTo(FastByteArrayOutputStream all) throws IOException {
      WritableUtils.writeVInt(new DataOutputStream(all), count);
      all.write(bytes.array, 0, bytes.length);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}

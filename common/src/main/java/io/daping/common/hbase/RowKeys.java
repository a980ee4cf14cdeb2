package io.daping.common.hbase;

import io.daping.common.catalogue.Dimension;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.fact.Source;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The row of a cell within the table of its grain:
 *
 * <pre>
 * salt 1 | source 1 | dimension 1 | window start 8 | value, UTF-8
 * </pre>
 *
 * All values of a dimension in one window stand together in each salt, so a ranking is one short
 * scan a salt; all windows of {@code total} stand together in one salt. The salt is a hash of the
 * value, so one value's windows share a salt. Nothing follows the value: it needs no length.
 *
 * @param salts number of key ranges; fixed once the tables exist
 */
public record RowKeys(int salts) implements Serializable {
  /** What stands before the value. */
  static final int HEAD = 3 + Long.BYTES;

  /** The row of a cell. */
  public byte[] row(CellKey key) {
    byte[] value = key.value().getBytes(StandardCharsets.UTF_8);
    return row(salt(value), key.source(), key.dimension(), key.window(), value);
  }

  /** The first row of a window in a salt; with the range's end it bounds a scan. */
  public byte[] start(int salt, Source source, Dimension dimension, long window) {
    return row(salt, source, dimension, window, new byte[0]);
  }

  /** The salt of a dimension value. */
  public int saltOf(String value) {
    return salt(value.getBytes(StandardCharsets.UTF_8));
  }

  /** The cell that a row of a range names. */
  public CellKey parse(byte[] row, CellRange range) {
    long window = unsigned(ByteBuffer.wrap(row, 3, Long.BYTES).getLong());
    String value = new String(row, HEAD, row.length - HEAD, StandardCharsets.UTF_8);
    return new CellKey(range.source(), range.dimension(), value, range.grain(), window);
  }

  private static byte[] row(
      int salt, Source source, Dimension dimension, long window, byte[] value) {
    return ByteBuffer.allocate(HEAD + value.length)
        .put((byte) salt)
        .put((byte) source.ordinal())
        .put((byte) dimension.id())
        .putLong(unsigned(window))
        .put(value)
        .array();
  }

  /** Windows before 1970 sort before those after: the sign bit is turned. */
  private static long unsigned(long window) {
    return window ^ Long.MIN_VALUE;
  }

  private int salt(byte[] value) {
    return Math.floorMod(Arrays.hashCode(value), salts);
  }
}

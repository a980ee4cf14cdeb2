package io.daping.common.hbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/**
 * Which events were accepted, for finding duplicates after a restart. A row holds the ids of one
 * Kafka partition and one minute of event time; each micro-batch adds one value of packed pairs
 * (hash of the id, hash of the payload) under its own timestamp, so a repeated micro-batch sees
 * what was there before its first try and then writes the same again.
 *
 * <pre>
 * row: salt 1 | reader 1 | topic ordinal 1 | partition 4 | minute 8     column: m:TIMESTAMP
 * </pre>
 */
public final class SeenStore {
  /** Two longs an id. */
  public static final int LONGS_PER_ID = 2;

  private static final int SALTS = 16;

  /** Where the reader stands in a row. */
  private static final int READER = 1;

  private static final int COPIED_AT_ONCE = 500;

  private final HBase hbase;

  public SeenStore(HBase hbase) {
    this.hbase = hbase;
  }

  /**
   * The ids of one minute.
   *
   * @param reader which query remembers; each has its own memory
   * @param minute epoch minutes of event time
   */
  public record Slot(int reader, int topic, int partition, long minute) {
    byte[] row() {
      int salt = Math.floorMod(Long.hashCode(minute * 31 + partition), SALTS);
      return ByteBuffer.allocate(3 + Integer.BYTES + Long.BYTES)
          .put((byte) salt)
          .put((byte) reader)
          .put((byte) topic)
          .putInt(partition)
          .putLong(minute)
          .array();
    }
  }

  /** Packed pairs of one slot. */
  public record Ids(Slot slot, long[] pairs) {}

  /** What was remembered before a timestamp, one entry a slot, in order. */
  public List<Ids> before(long timestamp, List<Slot> slots) {
    try (Table table = hbase.table("seen")) {
      List<Get> gets = new ArrayList<>(slots.size());
      for (Slot slot : slots) {
        gets.add(new Get(slot.row()).addFamily(Tables.MEMORY).setTimeRange(0, timestamp));
      }
      Result[] results = table.get(gets);
      List<Ids> found = new ArrayList<>(slots.size());
      for (int i = 0; i < results.length; i++) {
        found.add(new Ids(slots.get(i), unpacked(results[i])));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the ids of accepted events", e);
    }
  }

  /** Remembers the ids that a micro-batch accepted. */
  public void add(long timestamp, List<Ids> accepted) {
    byte[] column = ByteBuffer.allocate(Long.BYTES).putLong(timestamp).array();
    try (Table table = hbase.table("seen")) {
      List<Put> puts = new ArrayList<>(accepted.size());
      for (Ids ids : accepted) {
        puts.add(
            new Put(ids.slot().row(), timestamp)
                .addColumn(Tables.MEMORY, column, packed(ids.pairs())));
      }
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ids of accepted events", e);
    }
  }

  /**
   * Gives a reader the memory of another, which has read the same log.
   *
   * @param until timestamp of the last micro-batch whose ids are given
   */
  public void copy(int from, int to, long until) {
    try (Table table = hbase.table("seen");
        ResultScanner rows = table.getScanner(new Scan().setTimeRange(0, until + 1))) {
      List<Put> puts = new ArrayList<>();
      for (Result row : rows) {
        if (row.getRow()[READER] == from) {
          puts.add(copy(row, to));
        }
        if (puts.size() == COPIED_AT_ONCE) {
          table.put(puts);
          puts.clear();
        }
      }
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the ids of accepted events", e);
    }
  }

  private static Put copy(Result row, int to) {
    byte[] key = row.getRow().clone();
    key[READER] = (byte) to;
    Put put = new Put(key);
    for (Cell cell : row.rawCells()) {
      put.addColumn(
          Tables.MEMORY,
          CellUtil.cloneQualifier(cell),
          cell.getTimestamp(),
          CellUtil.cloneValue(cell));
    }
    return put;
  }

  private static byte[] packed(long[] longs) {
    ByteBuffer bytes = ByteBuffer.allocate(longs.length * Long.BYTES);
    bytes.asLongBuffer().put(longs);
    return bytes.array();
  }

  private static long[] unpacked(Result result) {
    if (result.isEmpty()) {
      return new long[0];
    }
    int bytes = 0;
    for (var cell : result.rawCells()) {
      bytes += cell.getValueLength();
    }
    ByteBuffer all = ByteBuffer.allocate(bytes);
    for (var cell : result.rawCells()) {
      all.put(cell.getValueArray(), cell.getValueOffset(), cell.getValueLength());
    }
    long[] longs = new long[bytes / Long.BYTES];
    all.flip().asLongBuffer().get(longs);
    return longs;
  }
}

package io.daping.common.hbase;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.thread.AtOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Cells in HBase, of the stream and of the night. Values are absolute and bear explicit timestamps:
 * writing one again changes nothing.
 */
public final class CellStore {
  private static final byte[] CELL = Bytes.toBytes("c");
  private static final int CHUNK = 2_000;
  private static final int SCAN_CHUNK = 1_000;

  private final HBase hbase;
  private final RowKeys keys;

  public CellStore(HBase hbase, RowKeys keys) {
    this.hbase = hbase;
    this.keys = keys;
  }

  /** Whose cells: the stream's or the night's. */
  public enum Family {
    REALTIME(Tables.REALTIME, 1),
    BATCH(Tables.BATCH, Tables.BATCH_VERSIONS);

    private final byte[] bytes;
    private final int versionsToRead;

    Family(byte[] bytes, int versionsToRead) {
      this.bytes = bytes;
      this.versionsToRead = versionsToRead;
    }
  }

  /** A cell as it was read. */
  public record Stored(CellKey key, Cell cell, long timestamp) {}

  /** One row to write. */
  public record Write(byte[] row, byte[] cell) {}

  /**
   * The newest cell of each row that is older than a timestamp.
   *
   * @return one entry a row, in order; null where there is none
   */
  public List<Cell> before(long timestamp, Grain grain, List<byte[]> rows) {
    return AtOnce.each(chunks(rows), chunk -> readBefore(timestamp, grain, chunk)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Cell> readBefore(long timestamp, Grain grain, List<byte[]> rows) {
    List<Get> gets = new ArrayList<>(rows.size());
    try (Table table = hbase.connection().getTable(Tables.cells(hbase, grain))) {
      for (byte[] row : rows) {
        gets.add(new Get(row).addColumn(Tables.REALTIME, CELL).setTimeRange(0, timestamp));
      }
      List<Cell> cells = new ArrayList<>(rows.size());
      for (Result result : table.get(gets)) {
        byte[] value = result.getValue(Tables.REALTIME, CELL);
        cells.add(value == null ? null : CellCodec.decode(value));
      }
      return cells;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read cells per " + grain.grainName(), e);
    }
  }

  /**
   * The newest cells of a window that are older than a timestamp, by dimension value.
   *
   * @param range one window
   */
  public Map<String, Cell> before(long timestamp, CellRange range) {
    Map<String, Cell> cells = new HashMap<>();
    for (int salt = 0; salt < keys.salts(); salt++) {
      Scan scan = scan(salt, range, Family.REALTIME);
      try (Table table = hbase.connection().getTable(Tables.cells(hbase, range.grain()));
          ResultScanner results =
              table.getScanner(scan.setTimeRange(0, timestamp).readVersions(1))) {
        for (Result result : results) {
          cells.put(keys.parse(result.getRow(), range).value(), CellCodec.decode(result.value()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot scan cells per " + range.grain().grainName(), e);
      }
    }
    return cells;
  }

  /** Writes absolute values at a timestamp. Returns once HBase has acknowledged all. */
  public void write(Family family, long timestamp, Grain grain, List<Write> writes) {
    AtOnce.run(chunks(writes), chunk -> writeChunk(family, timestamp, grain, chunk));
  }

  /** The same of cells by key, which are encoded at the same time, too. */
  public void write(Family family, long timestamp, Grain grain, Map<CellKey, Cell> cells) {
    AtOnce.run(
        chunks(List.copyOf(cells.entrySet())),
        chunk -> writeChunk(family, timestamp, grain, chunk.stream().map(this::write).toList()));
  }

  private Write write(Map.Entry<CellKey, Cell> cell) {
    return new Write(row(cell.getKey()), CellCodec.encode(cell.getValue()));
  }

  private void writeChunk(Family family, long timestamp, Grain grain, List<Write> writes) {
    List<Put> puts = new ArrayList<>(writes.size());
    try (Table table = hbase.connection().getTable(Tables.cells(hbase, grain))) {
      for (Write w : writes) {
        puts.add(new Put(w.row(), timestamp).addColumn(family.bytes, CELL, w.cell()));
      }
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write cells per " + grain.grainName(), e);
    }
  }

  /** Requests of a size that HBase answers in a few milliseconds, several of them at once. */
  private static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
    return chunks;
  }

  /** The row of a cell in this store. */
  public byte[] row(CellKey key) {
    return keys.row(key);
  }

  /** Of one grain's cells the versions that a scan would hand over. */
  public List<Stored> get(Family family, Grain grain, List<CellKey> cells) {
    List<Get> gets = new ArrayList<>(cells.size());
    try (Table table = hbase.connection().getTable(Tables.cells(hbase, grain))) {
      for (CellKey key : cells) {
        gets.add(
            new Get(keys.row(key))
                .addColumn(family.bytes, CELL)
                .readVersions(family.versionsToRead));
      }
      Result[] results = table.get(gets);
      List<Stored> found = new ArrayList<>();
      for (int i = 0; i < results.length; i++) {
        found.addAll(stored(cells.get(i), results[i]));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read cells per " + grain.grainName(), e);
    }
  }

  /**
   * Hands over every cell of a range, by salt, window and value: of the stream's the newest
   * version, of the night's each version, for only one of them is sealed.
   */
  public void scan(Family family, CellRange range, Consumer<Stored> reader) {
    boolean total = range.dimension().isTotal();
    int first = total ? keys.saltOf("") : 0;
    int last = total ? first : keys.salts() - 1;
    for (int salt = first; salt <= last; salt++) {
      read(family, salt, range, reader);
    }
  }

  /** The same of one value, in the one salt that holds it. */
  public void scan(Family family, CellRange range, String value, Consumer<Stored> reader) {
    read(
        family,
        keys.saltOf(value),
        range,
        stored -> {
          if (stored.key().value().equals(value)) {
            reader.accept(stored);
          }
        });
  }

  private void read(Family family, int salt, CellRange range, Consumer<Stored> reader) {
    try (Table table = hbase.connection().getTable(Tables.cells(hbase, range.grain()));
        ResultScanner results = table.getScanner(scan(salt, range, family))) {
      for (Result result : results) {
        CellKey key = keys.parse(result.getRow(), range);
        stored(key, result).forEach(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot scan cells per " + range.grain().grainName(), e);
    }
  }

  private Scan scan(int salt, CellRange range, Family family) {
    return new Scan()
        .withStartRow(keys.start(salt, range.source(), range.dimension(), range.from()))
        .withStopRow(keys.start(salt, range.source(), range.dimension(), range.to()))
        .addColumn(family.bytes, CELL)
        .readVersions(family.versionsToRead)
        .setCaching(SCAN_CHUNK);
  }

  private static List<Stored> stored(CellKey key, Result result) {
    return Arrays.stream(result.rawCells())
        .map(raw -> new Stored(key, CellCodec.decode(CellUtil.cloneValue(raw)), raw.getTimestamp()))
        .toList();
  }
}

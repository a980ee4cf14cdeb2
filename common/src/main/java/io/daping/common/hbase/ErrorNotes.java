package io.daping.common.hbase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.error.GroupMark;
import io.daping.common.error.GroupMerges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What people said of groups of errors: that they are fixed, archived, or the same as another; in
 * the table of {@link ErrorGroupStore}, kept for good.
 */
public final class ErrorNotes {
  private static final byte[] MARK = Bytes.toBytes("mark");
  private static final byte[] INTO = Bytes.toBytes("into");
  private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

  private final HBase hbase;

  public ErrorNotes(HBase hbase) {
    this.hbase = hbase;
  }

  /** The marks of all groups that have one, by fingerprint. */
  public Map<String, GroupMark> marks() {
    Map<String, GroupMark> marks = new HashMap<>();
    read(MARK).forEach((name, json) -> marks.put(name, mark(json)));
    return marks;
  }

  /** Marks a group. */
  public void mark(String fingerprint, GroupMark mark, Instant now) {
    try {
      write(fingerprint, MARK, JSON.writeValueAsBytes(mark), now);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + mark, e);
    }
  }

  /** Which groups were merged. */
  public GroupMerges merges() {
    Map<String, String> into = new HashMap<>();
    read(INTO)
        .forEach(
            (name, group) -> {
              if (group.length > 0) {
                into.put(name, new String(group, StandardCharsets.UTF_8));
              }
            });
    return new GroupMerges(into);
  }

  /** From now on a fingerprint's errors belong to another group. */
  public void merge(String fingerprint, String into, Instant now) {
    write(fingerprint, INTO, Bytes.toBytes(into), now);
  }

  /** From now on a fingerprint's errors are a group of their own. */
  public void split(String fingerprint, Instant now) {
    write(fingerprint, INTO, new byte[0], now);
  }

  /**
   * Something that was said of a group.
   *
   * @param kind {@code mark} or {@code into}
   * @param value JSON of a mark; the group that a fingerprint was merged into, empty after a split
   */
  public record Note(String fingerprint, String kind, String value, Instant said) {}

  /** All that was said last, by fingerprint and kind. */
  public List<Note> all() {
    List<Note> notes = new ArrayList<>();
    try (Table table = hbase.table(ErrorGroupStore.TABLE);
        ResultScanner rows = table.getScanner(new Scan().addFamily(ErrorGroupStore.KEPT))) {
      for (Result row : rows) {
        for (Cell cell : row.rawCells()) {
          notes.add(
              new Note(
                  Bytes.toString(row.getRow()),
                  Bytes.toString(CellUtil.cloneQualifier(cell)),
                  Bytes.toString(CellUtil.cloneValue(cell)),
                  Instant.ofEpochMilli(cell.getTimestamp())));
        }
      }
      return notes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what was said of groups of errors", e);
    }
  }

  /** Says something again, as of when it was said. */
  public void write(Note note) {
    write(note.fingerprint(), Bytes.toBytes(note.kind()), Bytes.toBytes(note.value()), note.said());
  }

  private Map<String, byte[]> read(byte[] column) {
    Map<String, byte[]> values = new HashMap<>();
    try (Table table = hbase.table(ErrorGroupStore.TABLE);
        ResultScanner rows = table.getScanner(new Scan().addColumn(ErrorGroupStore.KEPT, column))) {
      for (Result row : rows) {
        values.put(Bytes.toString(row.getRow()), row.getValue(ErrorGroupStore.KEPT, column));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what was said of groups of errors", e);
    }
  }

  private void write(String fingerprint, byte[] column, byte[] value, Instant now) {
    try (Table table = hbase.table(ErrorGroupStore.TABLE)) {
      table.put(
          new Put(Bytes.toBytes(fingerprint), now.toEpochMilli())
              .addColumn(ErrorGroupStore.KEPT, column, value));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write what was said of " + fingerprint, e);
    }
  }

  private static GroupMark mark(byte[] json) {
    try {
      return JSON.readValue(json, GroupMark.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not a mark of a group of errors", e);
    }
  }
}

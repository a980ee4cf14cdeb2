package io.daping.common.hbase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.MovedErrors;
import io.daping.common.error.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.BinaryPrefixComparator;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.filter.FilterList;
import org.apache.hadoop.hbase.filter.QualifierFilter;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Which errors of past days belong to other fingerprints than the stream counted them under, in the
 * table of {@link ErrorGroupStore}: a column a day, absolute, so that writing a day again changes
 * nothing. The stream's own columns stay as they are, and so the stream may run meanwhile.
 */
public final class ErrorMoves {
  private static final String DAY = "day:";
  private static final byte[] PAST = Bytes.toBytes("past");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final HBase hbase;

  public ErrorMoves(HBase hbase) {
    this.hbase = hbase;
  }

  /**
   * Makes these all moves of a day.
   *
   * @param moves by fingerprint
   * @param timestamp later than that of the day's last writing
   */
  public void write(LocalDate day, Map<String, MovedErrors> moves, long timestamp) {
    byte[] column = Bytes.toBytes(DAY + day);
    try (Table table = hbase.table(ErrorGroupStore.TABLE)) {
      List<Put> puts = new ArrayList<>();
      for (String old : known(table, column)) {
        puts.add(put(old, column, new byte[0], timestamp));
      }
      puts.removeIf(put -> moves.containsKey(Bytes.toString(put.getRow())));
      for (Map.Entry<String, MovedErrors> move : moves.entrySet()) {
        byte[] json = JSON.writeValueAsBytes(move.getValue().withoutSamples());
        puts.add(put(move.getKey(), column, json, timestamp));
      }
      samples(moves).forEach((name, json) -> puts.add(sample(name, json, timestamp)));
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write which errors of " + day + " moved", e);
    }
  }

  /** The earliest error that came to a fingerprint; null without. */
  Sample pastSample(String fingerprint) {
    byte[] row = Bytes.toBytes(fingerprint + ErrorGroupStore.SAMPLE_ROW);
    try (Table table = hbase.table(ErrorGroupStore.TABLE)) {
      byte[] json =
          table.get(new Get(row).addColumn(Tables.REALTIME, PAST)).getValue(Tables.REALTIME, PAST);
      return json == null ? null : JSON.readValue(json, Sample.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sample of " + fingerprint, e);
    }
  }

  /** Reads of each row all that {@link #after} needs. */
  static Scan groupsAndMoves() {
    Filter group = columns("group");
    Filter days = columns(DAY);
    return new Scan()
        .addFamily(Tables.REALTIME)
        .setFilter(new FilterList(FilterList.Operator.MUST_PASS_ONE, group, days));
  }

  /** What a row's fingerprint has after all moves; empty when all has left. */
  static Optional<ErrorGroup> after(ErrorGroup counted, Result row) throws IOException {
    NavigableMap<byte[], byte[]> columns = row.getFamilyMap(Tables.REALTIME);
    List<MovedErrors> moves = new ArrayList<>();
    if (columns != null) {
      for (Map.Entry<byte[], byte[]> column : columns.entrySet()) {
        if (column.getValue().length > 0 && Bytes.toString(column.getKey()).startsWith(DAY)) {
          moves.add(JSON.readValue(column.getValue(), MovedErrors.class));
        }
      }
    }
    return Optional.ofNullable(MovedErrors.of(counted, moves));
  }

  private static Filter columns(String prefix) {
    return new QualifierFilter(
        CompareOperator.EQUAL, new BinaryPrefixComparator(Bytes.toBytes(prefix)));
  }

  private static Set<String> known(Table table, byte[] column) throws IOException {
    Set<String> known = new HashSet<>();
    try (ResultScanner rows = table.getScanner(new Scan().addColumn(Tables.REALTIME, column))) {
      for (Result row : rows) {
        if (row.getValue(Tables.REALTIME, column).length > 0) {
          known.add(Bytes.toString(row.getRow()));
        }
      }
    }
    return known;
  }

  private Map<String, byte[]> samples(Map<String, MovedErrors> moves) throws IOException {
    Map<String, byte[]> samples = new HashMap<>();
    for (Map.Entry<String, MovedErrors> move : moves.entrySet()) {
      if (move.getValue().came() != null) {
        Sample earliest =
            Sample.earlier(pastSample(move.getKey()), move.getValue().came().sample());
        samples.put(move.getKey(), JSON.writeValueAsBytes(earliest));
      }
    }
    return samples;
  }

  private static Put sample(String fingerprint, byte[] json, long timestamp) {
    return put(fingerprint + ErrorGroupStore.SAMPLE_ROW, PAST, json, timestamp);
  }

  private static Put put(String row, byte[] column, byte[] value, long timestamp) {
    return new Put(Bytes.toBytes(row), timestamp).addColumn(Tables.REALTIME, column, value);
  }
}

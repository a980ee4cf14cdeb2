package io.daping.common.hbase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Groups of errors, as JSON: absolute, under the micro-batch's timestamp, so that its repetition
 * writes the same. The sample has a row of its own: it may name a person, and can be erased alone.
 *
 * <pre>
 * row: fingerprint             columns: r:group, r:day:DAY (see {@link ErrorMoves}), k:mark, k:into (see {@link ErrorNotes})
 * row: fingerprint "/sample"   columns: r:sample, r:past (see {@link ErrorMoves})
 * </pre>
 */
public final class ErrorGroupStore {
  /** Ends the row of a sample. */
  public static final String SAMPLE_ROW = "/sample";

  /** The table's name. */
  public static final String TABLE = "errors";

  static final byte[] KEPT = Bytes.toBytes("k");
  private static final byte[] GROUP = Bytes.toBytes("group");
  private static final byte[] SAMPLE = Bytes.toBytes("sample");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final HBase hbase;

  public ErrorGroupStore(HBase hbase) {
    this.hbase = hbase;
  }

  /** Adds what a micro-batch saw to what was known before its timestamp. */
  public void add(long timestamp, Collection<ErrorGroup> seen) {
    if (seen.isEmpty()) {
      return;
    }
    List<String> names = seen.stream().map(ErrorGroup::fingerprint).toList();
    try (Table table = hbase.table(TABLE)) {
      Map<String, ErrorGroup> before = before(table, timestamp, names);
      List<Put> puts = new ArrayList<>();
      for (ErrorGroup added : seen) {
        ErrorGroup known = before.get(added.fingerprint());
        ErrorGroup all = known == null ? added : known.merge(added);
        puts.add(put(all.fingerprint(), timestamp, GROUP, all.with(null)));
        if (known == null || !all.sample().equals(known.sample())) {
          puts.add(put(all.fingerprint() + SAMPLE_ROW, timestamp, SAMPLE, all.sample()));
        }
      }
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot add to the groups of errors", e);
    }
  }

  /** Every group, without its sample, by fingerprint. */
  public List<ErrorGroup> all() {
    List<ErrorGroup> groups = new ArrayList<>();
    try (Table table = hbase.table(TABLE);
        ResultScanner rows = table.getScanner(ErrorMoves.groupsAndMoves())) {
      for (Result row : rows) {
        byte[] counted = row.getValue(Tables.REALTIME, GROUP);
        ErrorMoves.after(counted == null ? null : group(counted), row).ifPresent(groups::add);
      }
      return groups;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the groups of errors", e);
    }
  }

  /** A group with its sample. */
  public Optional<ErrorGroup> group(String fingerprint) {
    try (Table table = hbase.table(TABLE)) {
      Map<String, ErrorGroup> found = before(table, Long.MAX_VALUE, List.of(fingerprint));
      Result row = table.get(new Get(Bytes.toBytes(fingerprint)).addFamily(Tables.REALTIME));
      Optional<ErrorGroup> group = ErrorMoves.after(found.get(fingerprint), row);
      Sample past = new ErrorMoves(hbase).pastSample(fingerprint);
      return group.map(g -> past == null ? g : g.with(Sample.earlier(g.sample(), past)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the group of errors " + fingerprint, e);
    }
  }

  private static Map<String, ErrorGroup> before(Table table, long timestamp, List<String> names)
      throws IOException {
    List<Get> gets = new ArrayList<>(2 * names.size());
    for (String name : names) {
      gets.add(get(name, timestamp, GROUP));
      gets.add(get(name + SAMPLE_ROW, timestamp, SAMPLE));
    }
    Result[] results = table.get(gets);
    Map<String, ErrorGroup> known = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byte[] group = results[2 * i].getValue(Tables.REALTIME, GROUP);
      byte[] sample = results[2 * i + 1].getValue(Tables.REALTIME, SAMPLE);
      if (group != null) {
        Sample kept = sample == null ? null : JSON.readValue(sample, Sample.class);
        known.put(names.get(i), group(group).with(kept));
      }
    }
    return known;
  }

  private static ErrorGroup group(byte[] json) throws IOException {
    return JSON.readValue(json, ErrorGroup.class);
  }

  private static Get get(String row, long timestamp, byte[] column) throws IOException {
    return new Get(Bytes.toBytes(row))
        .addColumn(Tables.REALTIME, column)
        .setTimeRange(0, timestamp);
  }

  private static Put put(String row, long timestamp, byte[] column, Object value)
      throws IOException {
    return new Put(Bytes.toBytes(row), timestamp)
        .addColumn(Tables.REALTIME, column, JSON.writeValueAsBytes(value));
  }
}

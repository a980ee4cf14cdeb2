package io.daping.common.hbase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What the jobs say of themselves, outside of any checkpoint: table {@code control}, one JSON value
 * a row. Rows: {@code progress/QUERY}, {@code counts/TOPIC}.
 */
public final class ControlStore {
  static final String TABLE = "control";
  static final byte[] FAMILY = Bytes.toBytes("c");
  private static final byte[] JSON = Bytes.toBytes("json");
  private static final ObjectMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

  private final HBase hbase;

  public ControlStore(HBase hbase) {
    this.hbase = hbase;
  }

  /** The progress of every query that ever ran, by name. */
  public List<QueryProgress> queries() {
    return read("progress/", QueryProgress.class);
  }

  /** The fates of every topic's events, by topic. */
  public List<TopicCounts> topics() {
    return read("counts/", TopicCounts.class);
  }

  private <T> List<T> read(String prefix, Class<T> type) {
    List<T> found = new ArrayList<>();
    try (Table table = hbase.table(TABLE);
        ResultScanner rows =
            table.getScanner(new Scan().setStartStopRowForPrefixScan(Bytes.toBytes(prefix)))) {
      for (Result row : rows) {
        found.add(MAPPER.readValue(row.getValue(FAMILY, JSON), type));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + prefix + " of the control table", e);
    }
    return found;
  }

  void write(String row, long timestamp, Object value) {
    try (Table table = hbase.table(TABLE)) {
      table.put(
          new Put(Bytes.toBytes(row), timestamp)
              .addColumn(FAMILY, JSON, MAPPER.writeValueAsBytes(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + value, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + row + " of the control table", e);
    }
  }
}

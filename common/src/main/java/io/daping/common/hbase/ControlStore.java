package io.daping.common.hbase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What the jobs say of themselves, outside of any checkpoint: table {@code control}, one JSON value
 * a row. Rows: {@code intent/QUERY}, {@code pins/QUERY}, {@code progress/QUERY}, {@code
 * counts/TOPIC}, {@code sealed/DAY}, {@code newest-sale}; {@code rebuild} while the tables are not
 * whole.
 */
public final class ControlStore {
  static final String TABLE = "control";
  static final byte[] FAMILY = Bytes.toBytes("c");
  private static final byte[] JSON = Bytes.toBytes("json");
  private static final String REBUILD = "rebuild";
  private static final String NEWEST_SALE = "newest-sale";
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

  /** What a query was last about to do; empty when it never ran. */
  public Optional<Intent> intent(String query) {
    Get get = new Get(Bytes.toBytes("intent/" + query)).addColumn(FAMILY, JSON);
    try (Table table = hbase.table(TABLE)) {
      byte[] json = table.get(get).getValue(FAMILY, JSON);
      return json == null ? Optional.empty() : Optional.of(MAPPER.readValue(json, Intent.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the intent of " + query, e);
    }
  }

  /** Remembers what a query is about to do. */
  public void write(String query, Intent intent) {
    write("intent/" + query, intent.timestamp(), intent);
  }

  /** The dimension versions that a query's micro-batch pinned; empty when it has not yet. */
  public Optional<DimensionPins> pins(String query, long batch) {
    return read("pins/" + query, DimensionPins.class).stream()
        .filter(pins -> pins.batch() == batch)
        .findFirst();
  }

  /** Remembers the dimension versions that a query's micro-batch asks. */
  public void pin(String query, long timestamp, DimensionPins pins) {
    write("pins/" + query, timestamp, pins);
  }

  /**
   * Until when views may find a sold line that attribution remembers: epoch milliseconds, none of
   * them was paid later. Empty when nobody has said so.
   */
  public OptionalLong newestSale() {
    return read(NEWEST_SALE, Long.class).stream().mapToLong(Long::longValue).findFirst();
  }

  /** Says so, with or after the lines, and before others look for them. */
  public void newestSale(long timestamp, long time) {
    write(NEWEST_SALE, timestamp, time);
  }

  /** Tells how far a query has come. */
  public void write(long timestamp, QueryProgress progress) {
    write("progress/" + progress.name(), timestamp, progress);
  }

  /** A topic's counts before a timestamp; zeros when there were none. */
  public TopicCounts countsBefore(long timestamp, String topic) {
    Get get = new Get(Bytes.toBytes("counts/" + topic)).addColumn(FAMILY, JSON);
    try (Table table = hbase.table(TABLE)) {
      byte[] json = table.get(get.setTimeRange(0, timestamp)).getValue(FAMILY, JSON);
      return json == null
          ? new TopicCounts(topic, 0, 0, 0, 0, 0)
          : MAPPER.readValue(json, TopicCounts.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the counts of " + topic, e);
    }
  }

  /** Tells what became of a topic's events. */
  public void write(long timestamp, TopicCounts counts) {
    write("counts/" + counts.topic(), timestamp, counts);
  }

  /** The sealed days. */
  public Map<LocalDate, Seal> seals() {
    return read("sealed/", Seal.class).stream()
        .collect(Collectors.toMap(Seal::day, Function.identity()));
  }

  /** Seals a day: readers see the night's cells of the seal's timestamp from now on. */
  public void write(Seal seal) {
    write("sealed/" + seal.day(), seal.timestamp(), seal);
  }

  /** Says that the tables are being filled from Delta, and how far that is. */
  public void write(RebuildMark mark) {
    write(REBUILD, mark.at().toEpochMilli(), mark);
  }

  /** How far the filling of the tables is; empty when they are whole. */
  public Optional<RebuildMark> rebuild() {
    return read(REBUILD, RebuildMark.class).stream().findFirst();
  }

  /** Says that the tables are whole. */
  public void endRebuild() {
    try (Table table = hbase.table(TABLE)) {
      table.delete(new Delete(Bytes.toBytes(REBUILD)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the rebuild in the control table", e);
    }
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

  private void write(String row, long timestamp, Object value) {
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

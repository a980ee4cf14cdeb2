package io.daping.common.hbase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.journey.ItemView;
import io.daping.common.journey.SoldLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.ColumnPaginationFilter;
import org.apache.hadoop.hbase.filter.ColumnRangeFilter;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What attribution remembers, for a while: who viewed what, who bought what, and which event paid
 * an order. Only ever added to, so that the order of arrival does not matter; of an order the
 * payment that counts is replaced by an earlier one.
 *
 * <pre>
 * row of visitor or user and item:  v:time, the latest first | event id    a view
 *                                   s:time | line | event id               a sold line
 * row of an order:                  o:paid                                 the payment that counts
 * </pre>
 */
public final class JourneyStore {
  /** The table, without the installation's prefix. */
  public static final String TABLE = "journey";

  static final byte[] VIEWS = Bytes.toBytes("v");
  static final byte[] SALES = Bytes.toBytes("s");
  static final byte[] ORDERS = Bytes.toBytes("o");

  private static final byte[] PAID = Bytes.toBytes("paid");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final HBase hbase;

  public JourneyStore(HBase hbase) {
    this.hbase = hbase;
  }

  /** The event by which an order was paid, and how many lines it has. */
  public record Payment(String eventId, long time, int lines) {}

  /** The row in which an order's payment is remembered, as {@link EveryCell} names rows. */
  public static String rowOfOrder(String orderId) {
    return Bytes.toStringBinary(JourneyKeys.order(orderId));
  }

  /** Remembers views. */
  public void addViews(long timestamp, Collection<ItemView> views) {
    List<Put> puts = new ArrayList<>();
    for (ItemView view : views) {
      byte[] column = JourneyKeys.view(view.time(), view.eventId());
      for (byte[] row : JourneyKeys.rows(view.visitorId(), view.userId(), view.itemId())) {
        puts.add(new Put(row, timestamp).addColumn(VIEWS, column, json(view)));
      }
    }
    put(puts);
  }

  /** Remembers sold lines. */
  public void addSales(long timestamp, Collection<SoldLine> lines) {
    List<Put> puts = new ArrayList<>();
    for (SoldLine sold : lines) {
      byte[] column = JourneyKeys.sale(sold);
      for (byte[] row : JourneyKeys.rows(sold.visitorId(), sold.userId(), sold.itemId())) {
        puts.add(new Put(row, timestamp).addColumn(SALES, column, json(sold)));
      }
    }
    put(puts);
  }

  /** The payments that counted before a timestamp, by order; of unknown orders none. */
  public Map<String, Payment> paymentsBefore(long timestamp, Collection<String> orderIds) {
    List<String> ids = List.copyOf(orderIds);
    List<Get> gets = new ArrayList<>();
    for (String id : ids) {
      gets.add(within(new Get(JourneyKeys.order(id)).addColumn(ORDERS, PAID), timestamp));
    }
    List<Result> results = get(gets);
    Map<String, Payment> payments = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      byte[] json = results.get(i).getValue(ORDERS, PAID);
      if (json != null) {
        payments.put(ids.get(i), parsed(json, Payment.class));
      }
    }
    return payments;
  }

  /** Remembers the payments that count. */
  public void write(long timestamp, Map<String, Payment> payments) {
    List<Put> puts = new ArrayList<>();
    payments.forEach(
        (order, payment) ->
            puts.add(
                new Put(JourneyKeys.order(order), timestamp)
                    .addColumn(ORDERS, PAID, json(payment))));
    put(puts);
  }

  /** Of each line the view that it is owed to, or null; in the order of the lines. */
  public List<ItemView> lastViews(List<SoldLine> lines) {
    List<Get> gets = new ArrayList<>();
    List<Integer> lineOfGet = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      SoldLine sold = lines.get(i);
      for (byte[] row : JourneyKeys.rows(sold.visitorId(), sold.userId(), sold.itemId())) {
        gets.add(
            new Get(row)
                .addFamily(VIEWS)
                .setFilter(new ColumnPaginationFilter(1, JourneyKeys.latestView(sold.time()))));
        lineOfGet.add(i);
      }
    }
    List<Result> results = get(gets);
    ItemView[] last = new ItemView[lines.size()];
    for (int i = 0; i < gets.size(); i++) {
      int line = lineOfGet.get(i);
      last[line] = better(last[line], view(results.get(i)), lines.get(line));
    }
    return Arrays.asList(last);
  }

  /** The remembered lines that any of the views may have led to, counting or not. */
  public List<SoldLine> salesAfter(Collection<ItemView> views) {
    List<Get> gets = new ArrayList<>();
    for (ItemView view : views) {
      byte[] from = JourneyKeys.salesFrom(view.time());
      byte[] to = JourneyKeys.salesFrom(view.time() + SoldLine.REACH_MS + 1);
      for (byte[] row : JourneyKeys.rows(view.visitorId(), view.userId(), view.itemId())) {
        gets.add(
            new Get(row).addFamily(SALES).setFilter(new ColumnRangeFilter(from, true, to, false)));
      }
    }
    List<SoldLine> lines = new ArrayList<>();
    for (Result result : get(gets)) {
      for (Cell cell : result.isEmpty() ? new Cell[0] : result.rawCells()) {
        lines.add(parsed(CellUtil.cloneValue(cell), SoldLine.class));
      }
    }
    return lines;
  }

  private static ItemView better(ItemView one, ItemView other, SoldLine line) {
    if (other == null || !line.reaches(other.time())) {
      return one;
    }
    return one == null || ItemView.LATEST_FIRST.compare(other, one) < 0 ? other : one;
  }

  private static ItemView view(Result result) {
    return result.isEmpty() ? null : parsed(result.value(), ItemView.class);
  }

  private static Get within(Get get, long timestamp) {
    try {
      return get.setTimeRange(0, timestamp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(List<Put> puts) {
    try (Table table = hbase.table(TABLE)) {
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write what attribution remembers", e);
    }
  }

  private List<Result> get(List<Get> gets) {
    try (Table table = hbase.table(TABLE)) {
      return List.of(table.get(gets));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what attribution remembers", e);
    }
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("a record of plain values", e);
    }
  }

  private static <T> T parsed(byte[] json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("written by another version", e);
    }
  }
}

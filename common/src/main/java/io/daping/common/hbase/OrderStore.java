package io.daping.common.hbase;

import io.daping.common.order.OrderCodec;
import io.daping.common.order.OrderStates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What the stream remembers of each order ({@link OrderCodec}): absolute, under the micro-batch's
 * timestamp.
 *
 * <pre>
 * row: salt 1 | order id, UTF-8     column: m:s
 * </pre>
 */
public final class OrderStore {
  private static final byte[] STATES = Bytes.toBytes("s");
  private static final int SALTS = 16;

  private final HBase hbase;

  public OrderStore(HBase hbase) {
    this.hbase = hbase;
  }

  /** What was known before a timestamp of the orders that were known at all, by order id. */
  public Map<String, OrderStates> before(long timestamp, Collection<String> orderIds) {
    List<String> ids = List.copyOf(orderIds);
    try (Table table = hbase.table("orders")) {
      List<Get> gets = new ArrayList<>(ids.size());
      for (String id : ids) {
        gets.add(new Get(row(id)).addColumn(Tables.MEMORY, STATES).setTimeRange(0, timestamp));
      }
      Result[] results = table.get(gets);
      Map<String, OrderStates> known = new HashMap<>();
      for (int i = 0; i < results.length; i++) {
        byte[] states = results[i].getValue(Tables.MEMORY, STATES);
        if (states != null) {
          known.put(ids.get(i), OrderCodec.decode(states));
        }
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is known of orders", e);
    }
  }

  /**
   * Remembers what is known after a micro-batch.
   *
   * @param orders by order id, in their stored form ({@link OrderCodec})
   */
  public void write(long timestamp, Map<String, byte[]> orders) {
    try (Table table = hbase.table("orders")) {
      List<Put> puts = new ArrayList<>(orders.size());
      for (var order : orders.entrySet()) {
        puts.add(
            new Put(row(order.getKey()), timestamp)
                .addColumn(Tables.MEMORY, STATES, order.getValue()));
      }
      table.put(puts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write what is known of orders", e);
    }
  }

  private static byte[] row(String orderId) {
    byte[] id = orderId.getBytes(StandardCharsets.UTF_8);
    byte salt = (byte) Math.floorMod(Arrays.hashCode(id), SALTS);
    return ByteBuffer.allocate(1 + id.length).put(salt).put(id).array();
  }
}

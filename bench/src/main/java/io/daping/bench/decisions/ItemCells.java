package io.daping.bench.decisions;

import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.MetricState;
import io.daping.common.config.Settings;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.Topic;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.SharedHBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many cells the recorded events make per item and grain, and how fast HBase takes cells. */
public final class ItemCells {
  private static final int ROUNDS = 5;
  private static final int PUTS = 100_000;

  private ItemCells() {}

  /** Arguments: the home, the folder of the recorded data. */
  public static void main(String[] args) {
    try (Lab lab = Lab.open(args[0])) {
      Settings leg = lab.leg(Map.of());
      for (Topic topic : Topic.values()) {
        List<Event> events = JudgingCost.events(topic, Lab.recorded(Path.of(args[1]), topic));
        Lab.say("%s: %d events", topic, events.size());
        for (Grain grain : Grain.values()) {
          Lab.say(
              "  %-6s item cells %8d   all other cells %8d",
              grain, cells(events, grain, leg), otherCells(events, grain, leg));
        }
      }
      putsPerSecond(leg);
    }
  }

  private static int cells(List<Event> events, Grain grain, Settings leg) {
    Set<String> cells = new HashSet<>();
    for (Event event : events) {
      long window = window(event, grain, leg);
      items(event).forEach(item -> cells.add(window + "/" + item));
    }
    return cells.size();
  }

  /** Of total, category and province: the recorded events have no shops and no brands. */
  private static int otherCells(List<Event> events, Grain grain, Settings leg) {
    Set<String> cells = new HashSet<>();
    for (Event event : events) {
      long window = window(event, grain, leg);
      cells.add("total/" + window);
      if (event instanceof OrderEvent order) {
        cells.add("province/" + window + "/" + order.province());
      } else if (event instanceof BrowseEvent browse) {
        cells.add("category/" + window + "/" + browse.categoryId());
      }
    }
    return cells.size();
  }

  private static long window(Event event, Grain grain, Settings leg) {
    return grain.windowStart(Instant.ofEpochMilli(event.eventTime()), leg.zone()).toEpochMilli();
  }

  private static List<String> items(Event event) {
    return event instanceof OrderEvent order
        ? order.lines().stream().map(OrderLine::itemId).toList()
        : List.of(((BrowseEvent) event).itemId());
  }

  private static void putsPerSecond(Settings leg) {
    CellStore store =
        new CellStore(SharedHBase.of(HBase.Target.of(leg)), new RowKeys(leg.hbase().saltBuckets()));
    byte[] cell =
        CellCodec.encode(Cell.of(1, new TreeMap<>(Map.of(1, new MetricState.Total(99))), 0, 0));
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Write> writes = new ArrayList<>();
      for (int n = 0; n < PUTS; n++) {
        byte[] row = (n % 4 + "item" + n).getBytes(StandardCharsets.UTF_8);
        writes.add(new Write(row, cell));
      }
      long begun = System.nanoTime();
      store.write(Family.REALTIME, System.currentTimeMillis(), Grain.MINUTE, writes);
      rates.add(PUTS * 1e9 / (System.nanoTime() - begun));
    }
    Lab.say("HBase takes %.0f cells/s", Lab.median(rates));
  }
}

package io.daping.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.EventScan;
import io.daping.bench.peers.QuerySet;
import io.daping.bench.peers.QuerySet.Query;
import io.daping.bench.peers.Tally;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import io.daping.common.spark.Sessions;
import io.daping.common.testing.Events;
import io.daping.common.testing.RandomShop;
import io.daping.streaming.metrics.FactCounter;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.metrics.Rollup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCountsTest {
  @TempDir Path home;

  @Test
  void aPeerCountsWhatTheCatalogueSays() throws Exception {
    List<Event> events = eventsThatCountOnce();
    SortedMap<String, String> byCatalogue = new TreeMap<>();
    Map<CellKey, Cell> truth = byTheStreamsCounter(events);
    truth.forEach((key, cell) -> put(key, cell, byCatalogue));
    SortedMap<String, String> byPeer = new TreeMap<>();
    tallies(events, 3).forEach((name, tally) -> put(name.key(), tally.cell(name.slot()), byPeer));
    assertThat(byPeer).hasSizeGreaterThan(1_000).isEqualTo(byCatalogue);
  }

  /** Cells of every query are there: none of them is compared in vain. */
  @Test
  void everyQueryHasCells() throws IOException {
    SortedMap<String, String> cells = new TreeMap<>();
    tallies(eventsThatCountOnce(), 1)
        .forEach((name, tally) -> put(name.key(), tally.cell(name.slot()), cells));
    for (Query query : QuerySet.queries()) {
      String begin = query.metric().name() + " per " + query.grain().grainName();
      assertThat(cells.keySet()).anyMatch(cell -> cell.startsWith(begin));
    }
  }

  /** No engine but ours lets an order pay once only. */
  private static List<Event> eventsThatCountOnce() {
    RandomShop shop = new RandomShop(7);
    Set<String> paid = new HashSet<>();
    List<Event> events = new ArrayList<>(shop.browsing(4_000));
    for (OrderEvent order : shop.orders(600)) {
      if (order.status() != OrderStatus.PAID || paid.add(order.orderId())) {
        events.add(order);
      }
    }
    return events;
  }

  private Map<CellKey, Cell> byTheStreamsCounter(List<Event> events) throws IOException {
    Settings settings = Configuration.defaults(home);
    Map<CellKey, Cell> cells = new HashMap<>();
    try (SparkSession spark = Sessions.start("test", settings)) {
      MetricsPlan plan = MetricsPlan.compile(spark, QuerySet.catalogue(), settings);
      for (Topic topic : List.of(Topic.ORDER, Topic.BROWSE)) {
        FactCounter counter = new FactCounter(plan.topics().get(topic.ordinal()), plan);
        events.stream().filter(e -> e.topic() == topic).forEach(e -> counter.count(e, 1));
        Rollup rollup = new Rollup(plan);
        rollup.add(counter);
        rollup.cells().values().forEach(cells::putAll);
      }
    }
    return cells;
  }

  /** Counted in parts that travel, as after a combiner. */
  private Map<CellName, Tally> tallies(List<Event> events, int parts) throws IOException {
    EventScan scan = new EventScan(Configuration.defaults(home).zone());
    Map<CellName, Tally> totals = new HashMap<>();
    for (int part = 0; part < parts; part++) {
      Map<CellName, Tally> tallies = new HashMap<>();
      for (int i = part; i < events.size(); i += parts) {
        Event event = events.get(i);
        scan.scan(
            event.topic().topicName(),
            Events.json(event),
            increment ->
                tallies.computeIfAbsent(increment.cell(), n -> new Tally()).add(increment));
      }
      for (Map.Entry<CellName, Tally> e : tallies.entrySet()) {
        totals.computeIfAbsent(e.getKey(), n -> new Tally()).add(travelled(e.getValue()));
      }
    }
    return totals;
  }

  private static Tally travelled(Tally tally) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tally.write(new DataOutputStream(bytes));
    return Tally.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static void put(CellKey key, Cell cell, SortedMap<String, String> cells) {
    for (Query query : QuerySet.queries()) {
      if (query.grain() == key.grain() && query.dimension().equals(key.dimension())) {
        Results.give(query, key, cell, cells::put);
      }
    }
  }
}

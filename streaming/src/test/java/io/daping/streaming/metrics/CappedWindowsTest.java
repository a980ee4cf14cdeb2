package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.event.AccessEvent;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.testing.Events;
import io.daping.common.testing.TestTables;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.testing.TestSpark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flood of addresses, of which few have cells of their own: which, depends on nothing else. */
final class CappedWindowsTest {
  private static final int CAP = 5;
  private static final int REQUESTS = 60;
  private static final long HOUR_MS = 3_600_000;

  private static TestTables tables;
  private static MetricsPlan plan;
  private static Dimension ip;

  @BeforeAll
  static void open() {
    Catalogue catalogue =
        Catalogue.of(
            ConfigFactory.parseString("catalogue.dimensions.ip.cap = " + CAP)
                .withFallback(ConfigFactory.parseResources("catalogue.conf"))
                .resolve());
    tables = TestTables.create();
    plan = MetricsPlan.compile(TestSpark.session(), catalogue, tables.settings());
    ip =
        catalogue.dimensions(Source.ACCESS).stream()
            .filter(d -> d.name().equals("ip"))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 100000", "2, 9, 100000", "3, 9, 0", "4, 60, 100000", "5, 60, 3"})
  void theSameAddressesHaveCellsHoweverAndInWhateverOrderTheyCame(
      int scenario, int batches, int cached) {
    List<AccessEvent> events = events(scenario);
    CellStore store = new CellStore(tables.hbase(), plan.keys());
    List<CellTotals> totals =
        Arrays.stream(Grain.values()).map(g -> new CellTotals(g, store, cached)).toList();
    Random random = new Random(scenario);
    for (int number = 0; number < batches; number++) {
      int size = events.size() / batches + 1;
      int from = Math.min(events.size(), number * size);
      List<AccessEvent> slice = events.subList(from, Math.min(events.size(), from + size));
      MicroBatch batch = new MicroBatch(number, 1, 1_000_000 + number, Map.of(), Map.of());
      for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
        count(slice, batch, totals);
      }
    }
    for (Grain grain : List.of(Grain.MINUTE, Grain.DAY)) {
      assertThat(published(store, grain, scenario)).isEqualTo(expected(events, grain));
    }
  }

  @Test
  void aTaskHandsOverFewCellsOfAFlood() {
    FactCounter counter = new FactCounter(plan.of(Source.ACCESS), plan);
    for (int i = 0; i < 1_000; i++) {
      counter.count(request(6, i, "10.1." + i / 250 + "." + i % 250), 1);
    }
    Map<String, Long> minute = new TreeMap<>();
    counter.finest(
        (key, cell) -> {
          if (key.dimension().equals(ip)) {
            minute.merge(
                key.value(), ((Total) cell.state(REQUESTS).orElseThrow()).value(), Long::sum);
          }
        });
    assertThat(minute).hasSizeLessThanOrEqualTo(2 * CAP + 1).containsKey(Dimension.OTHER);
    assertThat(minute.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000);
  }

  private static Map<String, Long> expected(List<AccessEvent> events, Grain grain) {
    Map<Long, Map<String, Long>> windows = new HashMap<>();
    for (AccessEvent e : events) {
      long start =
          grain.windowStart(Instant.ofEpochMilli(e.eventTime()), plan.zone()).toEpochMilli();
      windows.computeIfAbsent(start, s -> new HashMap<>()).merge(e.ip(), 1L, Long::sum);
    }
    Map<String, Long> expected = new TreeMap<>();
    windows.forEach(
        (start, counts) -> {
          var chosen = Members.chosen(counts.keySet(), CAP);
          counts.forEach(
              (value, n) -> {
                String name = chosen.contains(value) ? value : Dimension.OTHER;
                expected.merge(start + " " + name, n, Long::sum);
              });
        });
    return expected;
  }

  private static Map<String, Long> published(CellStore store, Grain grain, int scenario) {
    long from = Events.at("00:00") + scenario * 48 * HOUR_MS;
    Map<String, Long> numbers = new TreeMap<>();
    store.scan(
        Family.REALTIME,
        new CellRange(Source.ACCESS, ip, grain, from - 24 * HOUR_MS, from + 24 * HOUR_MS),
        stored ->
            stored
                .cell()
                .state(REQUESTS)
                .ifPresent(
                    state ->
                        numbers.put(
                            stored.key().window() + " " + stored.key().value(),
                            ((Total) state).value())));
    return numbers;
  }

  private static void count(List<AccessEvent> events, MicroBatch batch, List<CellTotals> totals) {
    List<Partial> partials = new ArrayList<>();
    try (FactCounter counter = new FactCounter(plan.of(Source.ACCESS), plan)) {
      for (AccessEvent event : events) {
        counter.arrived(event, event.eventTime());
        counter.count(event, 1);
      }
      partials.addAll(PartialCells.of(counter));
    }
    Map<Grain, Map<CellKey, io.daping.common.cell.Cell>> cells = Rollup.of(partials, plan);
    for (Grain grain : Grain.values()) {
      totals.get(grain.ordinal()).add(batch, cells.get(grain));
    }
  }

  /** One minute has few addresses, the others many. */
  private static List<AccessEvent> events(int scenario) {
    Random random = new Random(scenario);
    List<AccessEvent> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int minute = random.nextInt(4);
      int address = minute == 0 ? random.nextInt(CAP) : random.nextInt(60);
      events.add(request(scenario, minute * 60_000 + i, "10.0.0." + address));
    }
    Collections.shuffle(events, random);
    return events;
  }

  private static AccessEvent request(int scenario, long ms, String address) {
    Instant at = Instant.ofEpochMilli(Events.at("00:00") + scenario * 48 * HOUR_MS + ms);
    return Events.requested("r" + scenario + "-" + ms + address, address, at, "/", 200, null);
  }
}

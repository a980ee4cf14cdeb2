package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.OrderStore;
import io.daping.common.order.OrderStates;
import io.daping.common.serve.Reading;
import io.daping.common.testing.Events;
import io.daping.common.testing.RandomShop;
import io.daping.common.testing.TestTables;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.testing.TestSpark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Laws over the whole catalogue: a backlog may be cut and shuffled in any way, batches may be
 * repeated, and coarser grains are the sums of the finer ones.
 */
final class CountingLawsTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final long WEEK = 7 * 86_400_000L;

  private static TestTables tables;
  private static MetricsPlan plan;

  @BeforeAll
  static void create() {
    tables = TestTables.create();
    plan = MetricsPlan.compile(TestSpark.session(), CATALOGUE, tables.settings());
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  /** Each scenario has weeks and orders of its own in the same tables. */
  @ParameterizedTest
  @CsvSource({"1, 7, 100000", "2, 23, 100000", "3, 7, 0", "4, 40, 50", "5, 1, 100000"})
  void anyCutAndAnyOrderOfABacklogCountsTheSame(int scenario, int batches, int cached) {
    List<Event> events = events(scenario);
    Map<String, Long> atOnce = published(counted(events), m -> m.isExact());
    Collections.shuffle(events, new Random(scenario));
    Map<CellKey, Cell> stored = stored(events, scenario, batches, cached);
    assertThat(published(stored, m -> m.isExact())).isEqualTo(atOnce);
  }

  /** A sketch cannot forget a payment that another one replaces, so here every order pays once. */
  @Test
  void sketchesCountTheSameHoweverTheBacklogIsCut() {
    List<Event> events = paidOnce(events(6));
    Map<String, Long> atOnce = published(counted(events), m -> true);
    Collections.shuffle(events, new Random(6));
    assertThat(published(stored(events, 6, 12, 100), m -> true)).isEqualTo(atOnce);
    assertThat(atOnce.keySet())
        .anyMatch(k -> k.startsWith("buyers "))
        .anyMatch(k -> k.startsWith("uv "));
  }

  @Test
  void everyMetricOfTheStreamCountsSomethingInTheScenarios() {
    Map<String, Long> numbers = published(counted(events(1)), m -> true);
    for (Metric metric : ofEvents()) {
      for (Dimension dimension : metric.by()) {
        for (Grain grain : Grain.values()) {
          String start = metric.name() + " " + dimension.name() + " " + grain.grainName() + " ";
          assertThat(numbers.keySet().stream().anyMatch(k -> k.startsWith(start)))
              .as(start)
              .isEqualTo(metric.isKept(dimension, grain) && !metric.isNightly());
        }
      }
    }
  }

  private static List<Metric> ofEvents() {
    return CATALOGUE.metrics().stream().filter(m -> m.source().topic().isPresent()).toList();
  }

  @Test
  void minutesMergeToTheHourAndHoursToTheDay() {
    Map<CellKey, Cell> cells = counted(paidOnce(events(1)));
    for (Grain fine : List.of(Grain.MINUTE, Grain.HOUR)) {
      Grain coarse = Grain.values()[fine.ordinal() + 1];
      Predicate<CellKey> keptBoth =
          key -> key.dimension().grains().containsAll(List.of(fine, coarse));
      Map<CellKey, Cell> merged = new HashMap<>();
      cells.forEach(
          (key, cell) -> {
            if (key.grain() == fine && keptBoth.test(key)) {
              merged.merge(coarser(key, coarse), cell, Cell::merge);
            }
          });
      Map<CellKey, Cell> kept = new HashMap<>(cells);
      kept.keySet().removeIf(k -> k.grain() != coarse || !keptBoth.test(k));
      assertThat(withoutLate(merged)).isEqualTo(withoutLate(kept)).isNotEmpty();
    }
  }

  @Test
  void anEventThatIsTakenBackLeavesNoNumber() {
    OrderEvent order =
        (OrderEvent)
            events(1).stream().filter(e -> e instanceof OrderEvent).findFirst().orElseThrow();
    FactCounter counter = new FactCounter(plan.of(Topic.ORDER), plan);
    counter.count(order, 1);
    counter.count(order, -1);
    assertThat(published(cells(List.of(counter)), Metric::isExact)).isEmpty();
  }

  /** What is late for its minute may be in time for its hour. */
  private static Map<String, Long> withoutLate(Map<CellKey, Cell> cells) {
    Map<String, Long> numbers = published(cells, m -> true);
    numbers.keySet().removeIf(k -> k.startsWith("late "));
    return numbers;
  }

  private static CellKey coarser(CellKey key, Grain grain) {
    long window = grain.windowStart(Instant.ofEpochMilli(key.window()), plan.zone()).toEpochMilli();
    return new CellKey(key.source(), key.dimension(), key.value(), grain, window);
  }

  private static List<Event> paidOnce(List<Event> events) {
    Set<String> paid = new HashSet<>();
    List<Event> once = new ArrayList<>();
    for (Event event : events) {
      if (!(event instanceof OrderEvent order)
          || order.status() != OrderStatus.PAID
          || paid.add(order.orderId())) {
        once.add(event);
      }
    }
    return once;
  }

  /** All events in one go, in memory alone. */
  private static Map<CellKey, Cell> counted(List<Event> events) {
    Map<Topic, FactCounter> counters = counters();
    Map<String, OrderStates> orders = new HashMap<>();
    for (Event event : events) {
      FactCounter counter = counters.get(event.topic());
      counter.arrived(event, recordTime(event));
      if (event instanceof OrderEvent order) {
        var step = orders.getOrDefault(order.orderId(), OrderStates.UNKNOWN).with(order);
        orders.put(order.orderId(), step.after());
        step.changes().forEach(c -> counter.count(c.event(), c.weight()));
      } else {
        counter.count(event, 1);
      }
    }
    return cells(counters.values());
  }

  private static Map<CellKey, Cell> cells(Collection<FactCounter> counters) {
    Map<CellKey, Cell> cells = new HashMap<>();
    rolledUp(counters).values().forEach(cells::putAll);
    return cells;
  }

  /** As they come from tasks. */
  private static Map<Grain, Map<CellKey, Cell>> rolledUp(Collection<FactCounter> counters) {
    return Rollup.of(
        counters.stream().flatMap(counter -> PartialCells.of(counter).stream()).toList(), plan);
  }

  /** In micro-batches over HBase, some of them repeated, the last one always. */
  private static Map<CellKey, Cell> stored(
      List<Event> events, int scenario, int batches, int cached) {
    CellStore store = new CellStore(tables.hbase(), plan.keys());
    List<CellTotals> totals =
        Arrays.stream(Grain.values()).map(g -> new CellTotals(g, store, cached)).toList();
    Random random = new Random(scenario);
    int from = 0;
    for (int number = 0; number < batches; number++) {
      int to =
          number == batches - 1
              ? events.size()
              : from + random.nextInt(2 * (events.size() - from) / (batches - number) + 1);
      to = Math.min(to, events.size());
      MicroBatch batch = new MicroBatch(number, 1, 1_000_000 + number, Map.of(), Map.of());
      int times = number == batches - 1 || random.nextInt(4) == 0 ? 3 : 1;
      for (int i = 0; i < times; i++) {
        count(events.subList(from, to), batch, totals);
      }
      from = to;
    }
    return scanned(store, scenario);
  }

  private static void count(List<Event> events, MicroBatch batch, List<CellTotals> totals) {
    Map<Topic, FactCounter> counters = counters();
    OrderMemory memory = new OrderMemory(new OrderStore(tables.hbase()), batch.timestamp());
    List<OrderEvent> orders = new ArrayList<>();
    for (Event event : events) {
      FactCounter counter = counters.get(event.topic());
      counter.arrived(event, recordTime(event));
      if (event instanceof OrderEvent order) {
        orders.add(order);
      } else {
        counter.count(event, 1);
      }
    }
    memory.take(orders, c -> counters.get(Topic.ORDER).count(c.event(), c.weight()));
    memory.commit();
    Map<Grain, Map<CellKey, Cell>> partials = rolledUp(counters.values());
    for (Grain grain : Grain.values()) {
      totals.get(grain.ordinal()).add(batch, partials.get(grain));
    }
  }

  private static Map<CellKey, Cell> scanned(CellStore store, int scenario) {
    long from = Events.at("00:00") + scenario * WEEK;
    Map<CellKey, Cell> cells = new HashMap<>();
    for (Source source : Source.values()) {
      for (Dimension dimension : CATALOGUE.dimensions(source)) {
        for (Grain grain : dimension.grains()) {
          store.scan(
              Family.REALTIME,
              new CellRange(source, dimension, grain, from, from + WEEK),
              stored -> cells.put(stored.key(), stored.cell()));
        }
      }
    }
    return cells;
  }

  private static Map<Topic, FactCounter> counters() {
    Map<Topic, FactCounter> counters = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      counters.put(topic, new FactCounter(plan.of(topic), plan));
    }
    return counters;
  }

  /** Every number that a reader could see, by its name. */
  private static Map<String, Long> published(Map<CellKey, Cell> cells, Predicate<Metric> wanted) {
    Map<String, Long> numbers = new TreeMap<>();
    cells.forEach(
        (key, cell) -> {
          String place =
              " %s %s %s '%s' "
                  .formatted(
                      key.dimension().name(), key.grain().grainName(), key.window(), key.value());
          for (Metric metric : CATALOGUE.of(key.source())) {
            if (wanted.test(metric)) {
              Reading.all(metric, cell)
                  .forEach((code, r) -> numbers.put(metric.name() + place + code, r.value()));
            }
          }
          numbers.put("events of " + key.source() + place, cell.events());
          numbers.put("late of " + key.source() + place, cell.late());
        });
    numbers.values().removeIf(n -> n == 0);
    return numbers;
  }

  /** Some come late. */
  private static long recordTime(Event event) {
    return event.eventTime() + Math.floorMod(event.eventId().hashCode() * 7_919L, 3_600_000L);
  }

  private static List<Event> events(int scenario) {
    long from = Events.at("00:00") + scenario * WEEK;
    return new RandomShop(scenario, from, "scenario " + scenario + " ").events(150, 800);
  }
}

package io.daping.common.hbase;

import static io.daping.common.order.OrderCodec.encode;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.cancelled;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.SeenStore.Ids;
import io.daping.common.hbase.SeenStore.Slot;
import io.daping.common.order.OrderStates;
import io.daping.common.testing.TestTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What HBase remembers, and that a micro-batch may be repeated. */
final class StoresTest {
  private static final RowKeys KEYS = new RowKeys(4);
  private static final List<Grain> ALL = List.of(Grain.values());
  private static final Dimension TOTAL = new Dimension(0, "total", null, ALL);
  private static final long T = 1_000_000;

  private static TestTables tables;
  private static HBase hbase;

  @BeforeAll
  static void create() {
    tables = TestTables.create();
    hbase = tables.hbase();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void beforeATimestampIsTheVersionBeforeIt() {
    CellStore store = new CellStore(hbase, KEYS);
    CellKey key = key(dimension(10), "a", 0);
    write(store, T, key, 1);
    write(store, T + 5, key, 2);
    assertThat(before(store, T, key)).containsExactly((Cell) null);
    assertThat(before(store, T + 1, key)).containsExactly(cell(1));
    assertThat(before(store, T + 5, key)).containsExactly(cell(1));
    assertThat(before(store, T + 6, key)).containsExactly(cell(2));
  }

  @Test
  void aRepeatedMicroBatchReadsWhatWasThereBeforeItsFirstTryAndChangesNothing() {
    CellStore store = new CellStore(hbase, KEYS);
    CellKey key = key(dimension(11), "a", 0);
    write(store, T, key, 1);
    for (int i = 0; i < 5; i++) {
      assertThat(before(store, T + 1, key)).containsExactly(cell(1));
      write(store, T + 1, key, 3);
      assertThat(scan(store, Family.REALTIME, dimension(11), 0, 1))
          .containsExactly(new Stored(key, cell(3), T + 1));
    }
  }

  @Test
  void answersKeepTheOrderOfTheQuestionsOverManyChunks() {
    CellStore store = new CellStore(hbase, KEYS);
    List<CellKey> keys = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      CellKey key = key(dimension(12), "v" + i, 0);
      keys.add(key);
      if (i % 3 > 0) {
        writes.add(new Write(KEYS.row(key), CellCodec.encode(cell(i))));
      }
    }
    store.write(Family.REALTIME, T, Grain.DAY, writes);
    List<Cell> found = store.before(T + 1, Grain.DAY, keys.stream().map(store::row).toList());
    assertThat(found)
        .isEqualTo(
            Arrays.asList(
                IntStream.range(0, 5_000)
                    .mapToObj(i -> i % 3 > 0 ? cell(i) : null)
                    .toArray(Cell[]::new)));
    assertThat(scan(store, Family.REALTIME, dimension(12), 0, 1)).hasSize(writes.size());
  }

  @Test
  void aScanTakesTheWindowsOfItsRangeAndNoOthers() {
    CellStore store = new CellStore(hbase, KEYS);
    Dimension dimension = dimension(13);
    for (long window : new long[] {-60_000, 0, 60_000, 120_000}) {
      for (String value : List.of("a", "ab", "订单")) {
        write(store, T, key(dimension, value, window), window + value.length());
      }
    }
    write(store, T, key(dimension(14), "a", 0), 99);
    assertThat(scan(store, Family.REALTIME, dimension, -60_000, 60_000))
        .containsExactlyInAnyOrder(
            new Stored(key(dimension, "a", -60_000), cell(-59_999), T),
            new Stored(key(dimension, "ab", -60_000), cell(-59_998), T),
            new Stored(key(dimension, "订单", -60_000), cell(-59_998), T),
            new Stored(key(dimension, "a", 0), cell(1), T),
            new Stored(key(dimension, "ab", 0), cell(2), T),
            new Stored(key(dimension, "订单", 0), cell(2), T));
    assertThat(scan(store, Family.REALTIME, dimension, Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(12);
    assertThat(scan(store, Family.REALTIME, dimension, 60_000, 60_000)).isEmpty();
  }

  @Test
  void totalsAreFoundInTheirOneSalt() {
    CellStore store = new CellStore(hbase, KEYS);
    CellKey key = key(TOTAL, "", 86_400_000);
    write(store, T, key, 7);
    assertThat(scan(store, Family.REALTIME, TOTAL, 0, 100_000_000))
        .containsExactly(new Stored(key, cell(7), T));
  }

  @Test
  void theStreamAndTheNightDoNotSeeEachOtherAndTheNightShowsEachVersion() {
    CellStore store = new CellStore(hbase, KEYS);
    CellKey key = key(dimension(15), "a", 0);
    write(store, T, key, 1);
    Write write = new Write(store.row(key), CellCodec.encode(cell(2)));
    Write again = new Write(store.row(key), CellCodec.encode(cell(3)));
    store.write(Family.BATCH, T, Grain.DAY, List.of(write));
    store.write(Family.BATCH, T + 1, Grain.DAY, List.of(again));
    assertThat(scan(store, Family.REALTIME, dimension(15), 0, 1))
        .containsExactly(new Stored(key, cell(1), T));
    List<Stored> night = scan(store, Family.BATCH, dimension(15), 0, 1);
    assertThat(night)
        .containsExactlyInAnyOrder(new Stored(key, cell(2), T), new Stored(key, cell(3), T + 1));
    assertThat(store.get(Family.BATCH, Grain.DAY, List.of(key))).isEqualTo(night);
  }

  @Test
  void idsAreSeenAsBeforeTheMicroBatchAndARepetitionAddsNothing() {
    SeenStore store = new SeenStore(hbase);
    Slot slot = new Slot(1, 0, 2, 29_000_000);
    Slot other = new Slot(0, 0, 2, 29_000_000);
    store.add(T, List.of(new Ids(slot, new long[] {1, 10, 2, 20})));
    for (int i = 0; i < 4; i++) {
      assertThat(pairs(store, T + 1, slot)).containsExactly(1, 10, 2, 20);
      store.add(T + 1, List.of(new Ids(slot, new long[] {3, 30})));
    }
    assertThat(pairs(store, T, slot)).isEmpty();
    assertThat(pairs(store, T + 2, slot)).containsExactly(1, 10, 2, 20, 3, 30);
    assertThat(pairs(store, T + 2, other)).isEmpty();
    assertThat(store.before(T + 2, List.of(other, slot)))
        .extracting(Ids::slot)
        .containsExactly(other, slot);
  }

  @Test
  void idsOfManyMicroBatchesAllStay() {
    SeenStore store = new SeenStore(hbase);
    Slot slot = new Slot(1, 1, 0, -5);
    for (int i = 0; i < 20; i++) {
      store.add(T + i, List.of(new Ids(slot, new long[] {i, -i})));
    }
    assertThat(pairs(store, T + 20, slot))
        .containsExactly(
            IntStream.range(0, 20).flatMap(i -> IntStream.of(i, -i)).asLongStream().toArray());
  }

  @Test
  void ordersAreKnownAsBeforeTheMicroBatch() {
    OrderStore store = new OrderStore(hbase);
    OrderStates before = states("u", at("10:00"));
    OrderStates after =
        before.with(cancelled("u", at("11:00"), 1)).after().with(created("u", 5, 1)).after();
    store.write(T, Map.of("o1", encode(before), "订单-2", encode(before)));
    for (int i = 0; i < 4; i++) {
      assertThat(store.before(T + 1, List.of("o1", "none", "订单-2")))
          .isEqualTo(Map.of("o1", before, "订单-2", before));
      store.write(T + 1, Map.of("o1", encode(after)));
    }
    assertThat(store.before(T, List.of("o1"))).isEmpty();
    assertThat(store.before(T + 2, List.of("o1", "订单-2")))
        .isEqualTo(Map.of("o1", after, "订单-2", before));
  }

  @Test
  void anIntentIsReadAsWrittenAndByItsWholeName() {
    ControlStore control = new ControlStore(hbase);
    Intent first = new Intent(1, "id", 7, T, "{\"order\":{\"0\":5}}");
    Intent next = new Intent(1, "id", 8, T + 1, "{\"order\":{\"0\":9}}");
    control.write("query2", first);
    assertThat(control.intent("query")).isEmpty();
    control.write("query2", next);
    assertThat(control.intent("query2")).contains(next);
  }

  @Test
  void countsAreReadAsBeforeTheMicroBatch() {
    ControlStore control = new ControlStore(hbase);
    TopicCounts none = new TopicCounts("order", 0, 0, 0, 0, 0);
    TopicCounts some = new TopicCounts("order", 10, 7, 2, 1, 3);
    assertThat(control.countsBefore(T, "order")).isEqualTo(none);
    for (int i = 0; i < 4; i++) {
      control.write(T, control.countsBefore(T, "order").plus(some));
      control.write(T + 1, control.countsBefore(T + 1, "order").plus(some));
    }
    assertThat(control.topics()).containsExactly(new TopicCounts("order", 20, 14, 4, 2, 6));
    assertThat(control.countsBefore(T, "order")).isEqualTo(none);
  }

  @Test
  void theNewestSaleIsUnknownUntilSomebodySaysIt() {
    ControlStore control = new ControlStore(hbase);
    assertThat(control.newestSale()).isEmpty();
    control.newestSale(T, Long.MIN_VALUE);
    assertThat(control.newestSale()).hasValue(Long.MIN_VALUE);
    control.newestSale(T + 1, T);
    assertThat(control.newestSale()).hasValue(T);
  }

  @Test
  void progressAndSealsAreReadAsWritten() {
    ControlStore control = new ControlStore(hbase);
    QueryProgress progress =
        new QueryProgress(
            "metrics",
            3,
            Map.of("order", Map.of(0, 5L, 1, 6L)),
            Map.of("order", Map.of(0, 2_000L, 1, 1_000L), "browse", Map.of(0, 500L)),
            1_500,
            40,
            Instant.ofEpochMilli(T));
    control.write(T, progress);
    assertThat(control.queries()).containsExactly(progress);
    assertThat(progress.watermark()).isEqualTo(Instant.ofEpochMilli(500));
    assertThat(progress.watermark("order")).isEqualTo(Instant.ofEpochMilli(1_000));
    assertThat(progress.watermark("search")).isNull();
    Seal old = new Seal(LocalDate.of(2026, 11, 11), T, 1, Instant.ofEpochMilli(T), 7L);
    Seal seal = new Seal(LocalDate.of(2026, 11, 11), T + 1, 2, Instant.ofEpochMilli(T + 1), 7L);
    Seal other = new Seal(LocalDate.of(2026, 11, 12), T, 1, Instant.ofEpochMilli(T), 7L);
    control.write(old);
    control.write(seal);
    control.write(other);
    assertThat(control.seals()).isEqualTo(Map.of(seal.day(), seal, other.day(), other));
  }

  private static OrderStates states(String user, long time) {
    return OrderStates.UNKNOWN.with(paid(user, time, 9_900)).after();
  }

  private static long[] pairs(SeenStore store, long timestamp, Slot slot) {
    return store.before(timestamp, List.of(slot)).get(0).pairs();
  }

  private static void write(CellStore store, long timestamp, CellKey key, long value) {
    Write write = new Write(store.row(key), CellCodec.encode(cell(value)));
    store.write(Family.REALTIME, timestamp, key.grain(), List.of(write));
  }

  private static List<Cell> before(CellStore store, long timestamp, CellKey key) {
    return store.before(timestamp, key.grain(), List.of(store.row(key)));
  }

  private static List<Stored> scan(
      CellStore store, Family family, Dimension dimension, long from, long to) {
    List<Stored> found = new ArrayList<>();
    store.scan(family, new CellRange(Source.ORDER, dimension, Grain.DAY, from, to), found::add);
    return found;
  }

  private static CellKey key(Dimension dimension, String value, long window) {
    return new CellKey(Source.ORDER, dimension, value, Grain.DAY, window);
  }

  /** Each test has a dimension of its own. */
  private static Dimension dimension(int id) {
    return new Dimension(id, "d" + id, "item_id", ALL);
  }

  private static Cell cell(long value) {
    return Cell.of(
        1, new TreeMap<>(Map.of(1, Money.of(Map.of("CNY", value)), 6, new Total(value))), 2, 1);
  }
}

package io.daping.common.serve;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.ZONE;
import static io.daping.common.testing.Events.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.Distinct;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.Seal;
import io.daping.common.serve.MetricAnswer.Row;
import io.daping.common.testing.TestTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers see of the cells: the cut, answers, rankings, the dump. */
final class ServingTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final LocalDate OPEN = DAY;
  private static final LocalDate SEALED = DAY.minusDays(1);
  private static final LocalDate SEALED_TOO = DAY.minusDays(2);
  private static final long T = 5_000_000;

  private static TestTables tables;
  private static CellStore store;
  private static HBaseMetricReader reader;

  @BeforeAll
  static void fill() {
    tables = TestTables.create();
    store = new CellStore(tables.hbase(), new RowKeys(tables.settings().hbase().saltBuckets()));
    reader = new HBaseMetricReader(CATALOGUE, tables.settings(), tables.hbase());
    streams();
    nights();
    ControlStore control = new ControlStore(tables.hbase());
    control.write(new Seal(SEALED, T + 20, 1, Instant.ofEpochMilli(T + 30), 7L));
    control.write(new Seal(SEALED_TOO, T + 20, 1, Instant.ofEpochMilli(T + 30), 7L));
    control.write(
        T,
        new QueryProgress(
            "metrics",
            1,
            Map.of(),
            Map.of("order", Map.of(0, at("10:00:30"))),
            0,
            1,
            Instant.ofEpochMilli(T)));
  }

  private static void streams() {
    put(Family.REALTIME, T, "total", "", Grain.DAY, at("00:00"), 8, 2, money(100, 70));
    put(Family.REALTIME, T, "total", "", Grain.DAY, at(SEALED, "00:00"), 5, 0, money(555, 0));
    put(Family.REALTIME, T, "total", "", Grain.MINUTE, at(SEALED, "23:59"), 1, 0, money(1, 0));
    put(Family.REALTIME, T, "total", "", Grain.MINUTE, at("00:00"), 1, 0, money(2, 0));
    put(Family.REALTIME, T + 1, "total", "", Grain.MINUTE, at("10:00"), 3, 1, money(4, 0));
    sold("a", 50, 2);
    sold("ab", 50, 3);
    sold("b", 50, 2);
    sold("\uE000", 50, 2);
    sold("😀", 50, 2);
    sold("top", 51, 1);
    sold("back", 0, 0);
    sold("owed", -5, -1);
    sold("tab\there, line\nbreak\\", 1, 1);
    viewed(Family.REALTIME, T, OPEN, "a", new Total(9), sketch(0, 4));
    viewed(Family.REALTIME, T, OPEN, "b", new Total(9), sketch(0, 6));
  }

  private static void nights() {
    for (long version : new long[] {T + 10, T + 20, T + 30}) {
      put(
          Family.BATCH,
          version,
          "total",
          "",
          Grain.DAY,
          at(SEALED, "00:00"),
          5,
          0,
          money(version, 0));
      put(Family.BATCH, version, "total", "", Grain.DAY, at("00:00"), 5, 0, money(version, 0));
      put(
          Family.BATCH,
          version,
          "total",
          "",
          Grain.MINUTE,
          at(SEALED, "23:59"),
          1,
          0,
          money(version, 0));
      for (LocalDate day : List.of(SEALED, SEALED_TOO)) {
        viewed(Family.BATCH, version, day, "a", new Total(3), new Total(1));
        viewed(Family.BATCH, version, day, "b", new Total(3), new Total(3));
        viewed(Family.BATCH, version, day, "c", new Total(4), new Total(1));
      }
    }
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void aSealedDayIsTheNightsOfTheSealedVersionAndAnOpenOneTheStreams() {
    MetricAnswer answer = reader.answer(query("gmv_paid", "total", Layer.SERVED));
    assertThat(answer)
        .isEqualTo(
            new MetricAnswer(
                "gmv_paid",
                "money",
                "CNY",
                Grain.DAY,
                "total",
                Instant.ofEpochMilli(T + 20),
                Instant.ofEpochMilli(at("10:00:30")),
                2 / 13.0,
                1,
                List.of(row(SEALED, "", T + 20), row(OPEN, "", 100))));
  }

  @Test
  void whatTheNightAloneMakesSaysWhichDaysHaveNoneYet() {
    MetricAnswer served = reader.answer(query("gmv_net_cohort", "total", Layer.SERVED));
    assertThat(served.note())
        .isEqualTo(
            "gmv_net_cohort is computed at night, for sealed days: " + OPEN + " is not sealed yet");
    assertThat(reader.answer(query("gmv_net_cohort", "total", Layer.STREAM)).note())
        .isEqualTo("gmv_net_cohort is computed at night: the stream has none");
    assertThat(reader.answer(query("gmv_paid", "total", Layer.SERVED)).note()).isNull();
  }

  @Test
  void eachLayerShowsItsOwn() {
    assertThat(reader.answer(query("gmv_paid", "total", Layer.STREAM)).rows())
        .containsExactly(row(SEALED, "", 555), row(OPEN, "", 100));
    assertThat(reader.answer(query("gmv_paid", "total", Layer.BATCH)).rows())
        .containsExactly(row(SEALED, "", T + 20));
  }

  @Test
  void theCutIsAtMidnightOfTheBusinessZone() {
    MetricQuery minutes =
        new MetricQuery(
            "gmv_paid",
            "total",
            Grain.MINUTE,
            Instant.ofEpochMilli(at(SEALED, "23:59")),
            Instant.ofEpochMilli(at("00:01")),
            Map.of(),
            OptionalInt.empty(),
            Layer.SERVED);
    assertThat(reader.answer(minutes).rows())
        .extracting(Row::windowStart, Row::whole)
        .map(t -> t.toList())
        .containsExactly(
            List.of(Instant.ofEpochMilli(at(SEALED, "23:59")), T + 20),
            List.of(Instant.ofEpochMilli(at("00:00")), 2L));
  }

  @Test
  void minutesWithoutABeginningBeginWithTheLastDayThatHasData() {
    MetricQuery minutes =
        new MetricQuery(
            "gmv_paid",
            "total",
            Grain.MINUTE,
            Instant.EPOCH,
            Instant.ofEpochMilli(at("23:59")),
            Map.of(),
            OptionalInt.empty(),
            Layer.STREAM);
    assertThat(reader.answer(minutes).rows()).extracting(Row::whole).containsExactly(2L, 4L);
  }

  @Test
  void moneyIsOfOneCurrency() {
    MetricQuery dollars =
        where(query("gmv_paid", "total", Layer.STREAM), Map.of("currency", "USD"));
    assertThat(reader.answer(dollars).rows()).containsExactly(row(OPEN, "", 70));
    assertThat(reader.answer(dollars).currency()).isEqualTo("USD");
    MetricQuery francs = where(query("gmv_paid", "total", Layer.STREAM), Map.of("currency", "CHF"));
    assertThat(reader.answer(francs).rows()).isEmpty();
  }

  @Test
  void aRankingTiesByTheOtherMeasureThenByTheBytesOfTheId() {
    assertThat(ranked("gmv_paid", OPEN, 100))
        .containsExactly(
            "1 top 51",
            "2 ab 50",
            "3 a 50",
            "4 b 50",
            "5 \uE000 50",
            "6 😀 50",
            "7 tab\there, line\nbreak\\ 1",
            "8 owed -5");
    assertThat(ranked("gmv_paid", OPEN, 3)).containsExactly("1 top 51", "2 ab 50", "3 a 50");
  }

  @Test
  void aRankingOfViewsTiesByIdAlone() {
    assertThat(ranked("pv", OPEN, 9)).containsExactly("1 a 9", "2 b 9");
    assertThat(ranked("pv", SEALED, 9)).containsExactly("1 c 4", "2 a 3", "3 b 3");
  }

  @Test
  void aRankingOverSealedDaysTiesById() {
    MetricQuery both = top(query("pv", "item", Layer.BATCH), 9);
    assertThat(lines(reader.answer(both))).containsExactly("1 c 8", "2 a 6", "3 b 6");
  }

  @Test
  void visitorsOfSeveralSealedDaysHaveNoTotal() {
    assertThatThrownBy(() -> reader.answer(top(query("uv", "item", Layer.BATCH), 9)))
        .isInstanceOf(BadQuery.class)
        .hasMessageContaining("uv of several sealed windows has no total");
  }

  @Test
  void aListingIsByWindowThenByTheBytesOfTheValueWithoutZeros() {
    assertThat(reader.answer(query("gmv_paid", "item", Layer.STREAM)).rows())
        .extracting(Row::dimension)
        .containsExactly("a", "ab", "b", "owed", "tab\there, line\nbreak\\", "top", "\uE000", "😀");
  }

  @Test
  void oneValueCanBeAskedFor() {
    MetricQuery one = where(query("gmv_paid", "total", Layer.STREAM), Map.of("item", "ab"));
    assertThat(reader.answer(one).by()).isEqualTo("item");
    assertThat(reader.answer(one).rows()).containsExactly(row(OPEN, "ab", 50));
    assertThat(lines(reader.answer(top(one, 5)))).containsExactly("1 ab 50");
  }

  @Test
  void aSketchTellsItsError() {
    assertThat(reader.answer(query("uv", "item", Layer.STREAM)).rows())
        .containsExactly(
            new Row(
                start(OPEN),
                "a",
                BigDecimal.valueOf(4),
                Distinct.RELATIVE_ERROR,
                OptionalInt.empty()),
            new Row(
                start(OPEN),
                "b",
                BigDecimal.valueOf(6),
                Distinct.RELATIVE_ERROR,
                OptionalInt.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sales    | total | DAY    |             | no metric sales; there are gmv_created, gmv_paid
          gmv_paid | moon  | DAY    |             | gmv_paid is not kept by moon but by total, item, shop, brand, category, province
          pv       | total | DAY    | province=x  | pv is not kept by province but by total, item, shop, brand, category
          gmv_paid | item  | MINUTE |             | gmv_paid by item is not kept per minute but per hour, day
          gmv_paid | item  | DAY    | shop=s      | cells are kept by one dimension: cannot ask by item where shop
          units    | total | DAY    | currency=US | units is not money: it has no currency
          """)
  void aBadQuestionIsToldWhatWouldDo(
      String metric, String by, Grain grain, String where, String message) {
    Map<String, String> conditions =
        where == null ? Map.of() : Map.of(where.split("=")[0], where.split("=")[1]);
    MetricQuery query =
        new MetricQuery(
            metric,
            by,
            grain,
            Instant.EPOCH,
            start(OPEN),
            conditions,
            OptionalInt.empty(),
            Layer.SERVED);
    assertThatThrownBy(() -> reader.answer(query))
        .isInstanceOf(BadQuery.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void moreRowsThanAnAnswerHoldsAreRefusedButRanked() {
    LocalDate crowded = OPEN.plusDays(30);
    List<Write> writes =
        IntStream.rangeClosed(0, 5_000)
            .mapToObj(
                i -> write("shop", "s" + i, at(crowded, "00:00"), Map.of(6, new Total(1 + i))))
            .toList();
    store.write(Family.REALTIME, T, Grain.DAY, writes);
    MetricQuery all = of(crowded, query("units", "shop", Layer.STREAM));
    assertThatThrownBy(() -> reader.answer(all))
        .isInstanceOf(BadQuery.class)
        .hasMessageStartingWith("more than 5000 cells, which do not fit an answer");
    assertThat(lines(reader.answer(top(all, 2)))).containsExactly("1 s5000 5001", "2 s4999 5000");
  }

  @Test
  void theDumpIsSortedStableAndOneLineACell() throws IOException {
    List<String> lines = dump(Layer.STREAM).lines().filter(l -> !l.contains("\tshop\t")).toList();
    assertThat(dump(Layer.STREAM)).isEqualTo(dump(Layer.STREAM));
    assertThat(lines).isSortedAccordingTo(Ranked.BYTE_BY_BYTE);
    assertThat(lines).allMatch(l -> l.split("\t", -1).length == 6);
    assertThat(lines)
        .filteredOn(l -> l.startsWith("gmv_paid\tday"))
        .containsExactly(
            "gmv_paid\tday\t2026-11-10T00:00:00+08:00\tcurrency\tCNY\t555",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\tcurrency\tCNY\t100",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\tcurrency\tUSD\t70",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\ta,CNY\t50",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\tab,CNY\t50",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\tb,CNY\t50",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\towed,CNY\t-5",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\ttab\\there, line\\nbreak\\\\,CNY\t1",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\ttop,CNY\t51",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\t\uE000,CNY\t50",
            "gmv_paid\tday\t2026-11-11T00:00:00+08:00\titem,currency\t😀,CNY\t50");
    assertThat(lines).contains("uv\tday\t2026-11-11T00:00:00+08:00\titem\tb\t6");
  }

  @Test
  void theDumpOfWhatIsServedHasTheCut() throws IOException {
    assertThat(dump(Layer.SERVED).lines().filter(l -> l.contains("gmv_paid\tday\t2026-11-10")))
        .containsExactly("gmv_paid\tday\t2026-11-10T00:00:00+08:00\tcurrency\tCNY\t" + (T + 20));
  }

  private static String dump(Layer layer) throws IOException {
    StringBuilder out = new StringBuilder();
    new CanonicalDump(CATALOGUE, tables.settings(), tables.hbase()).write(layer, out);
    return out.toString();
  }

  private static List<String> ranked(String metric, LocalDate day, int n) {
    return lines(reader.answer(top(of(day, query(metric, "item", Layer.SERVED)), n)));
  }

  private static List<String> lines(MetricAnswer answer) {
    return answer.rows().stream()
        .map(r -> r.rank().getAsInt() + " " + r.dimension() + " " + r.value())
        .toList();
  }

  private static Row row(LocalDate day, String dimension, long value) {
    return new Row(start(day), dimension, BigDecimal.valueOf(value), 0, OptionalInt.empty());
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  private static MetricQuery query(String metric, String by, Layer layer) {
    return new MetricQuery(
        metric,
        by,
        Grain.DAY,
        start(SEALED_TOO),
        start(OPEN.plusDays(1)),
        Map.of(),
        OptionalInt.empty(),
        layer);
  }

  private static MetricQuery of(LocalDate day, MetricQuery q) {
    return new MetricQuery(
        q.metric(),
        q.by(),
        q.grain(),
        start(day),
        start(day.plusDays(1)),
        q.where(),
        q.top(),
        q.layer());
  }

  @Test
  void aSlidingWindowIsMadeOfTheMinutesInItAndIsFinalAfterItsGrace() {
    MetricQuery day = minutesOf(OPEN, Duration.ofMinutes(5), OptionalInt.empty());
    assertThat(reader.answer(day).rows())
        .extracting(Row::windowStart, Row::whole, Row::standing)
        .containsExactly(
            tuple(Instant.ofEpochMilli(at("00:00")), 2L, Standing.FINAL),
            tuple(Instant.ofEpochMilli(at("09:56")), 4L, Standing.PROVISIONAL));
  }

  @Test
  void aSlidingWindowIsOfWholeMinutes() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofHours(2))) {
      assertThatThrownBy(() -> reader.answer(minutesOf(OPEN, wrong, OptionalInt.empty())))
          .isInstanceOf(BadQuery.class)
          .hasMessageContaining("window must be whole minutes up to 60m");
    }
  }

  private static MetricQuery minutesOf(LocalDate day, Duration window, OptionalInt top) {
    Instant start = Instant.ofEpochMilli(at(day, "00:00"));
    return new MetricQuery(
        "gmv_paid",
        "total",
        Grain.MINUTE,
        start,
        start.plus(Duration.ofDays(1)),
        Map.of(),
        top,
        Layer.SERVED,
        window,
        null);
  }

  private static MetricQuery where(MetricQuery q, Map<String, String> where) {
    return new MetricQuery(
        q.metric(), q.by(), q.grain(), q.from(), q.to(), where, q.top(), q.layer());
  }

  private static MetricQuery top(MetricQuery q, int n) {
    return new MetricQuery(
        q.metric(), q.by(), q.grain(), q.from(), q.to(), q.where(), OptionalInt.of(n), q.layer());
  }

  private static void sold(String item, long fen, long units) {
    Map<Integer, MetricState> states =
        Map.of(id("gmv_paid"), Money.of(Map.of("CNY", fen)), id("units"), new Total(units));
    store.write(Family.REALTIME, T, Grain.DAY, List.of(write("item", item, at("00:00"), states)));
  }

  private static void viewed(
      Family family, long version, LocalDate day, String item, MetricState pv, MetricState uv) {
    Cell cell = Cell.of(1, new TreeMap<>(Map.of(id("pv"), pv, id("uv"), uv)), 0, 0);
    CellKey key =
        new CellKey(
            Source.BROWSE, dimension(Source.BROWSE, "item"), item, Grain.DAY, at(day, "00:00"));
    store.write(
        family, version, Grain.DAY, List.of(new Write(store.row(key), CellCodec.encode(cell))));
  }

  private static void put(
      Family family,
      long version,
      String by,
      String value,
      Grain grain,
      long window,
      long events,
      long late,
      MetricState state) {
    Cell cell = Cell.of(1, new TreeMap<>(Map.of(id("gmv_paid"), state)), events, late);
    CellKey key = new CellKey(Source.ORDER, dimension(Source.ORDER, by), value, grain, window);
    store.write(family, version, grain, List.of(new Write(store.row(key), CellCodec.encode(cell))));
  }

  private static Write write(
      String by, String value, long window, Map<Integer, MetricState> states) {
    CellKey key = new CellKey(Source.ORDER, dimension(Source.ORDER, by), value, Grain.DAY, window);
    return new Write(store.row(key), CellCodec.encode(Cell.of(1, new TreeMap<>(states), 0, 0)));
  }

  private static Money money(long fen, long cents) {
    return Money.of(Map.of("CNY", fen, "USD", cents));
  }

  private static Distinct sketch(int from, int to) {
    HllSketch sketch = Distinct.empty();
    IntStream.range(from, to).forEach(i -> sketch.update("v" + i));
    return Distinct.of(sketch);
  }

  private static int id(String metric) {
    return CATALOGUE.metric(metric).map(Metric::id).orElseThrow();
  }

  private static Dimension dimension(Source source, String name) {
    return CATALOGUE.dimensions(source).stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

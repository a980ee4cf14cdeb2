package io.daping.bench.decisions;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.Tables;
import io.daping.common.serve.HBaseMetricReader;
import io.daping.common.serve.Layer;
import io.daping.common.serve.MetricQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;

/**
 * How long the wall's questions take among many cells: loads views of {@value #SHOPS} shops per
 * minute and of {@value #ITEMS} items per hour for as many days as the number of cells needs, asks
 * each question {@value #QUESTIONS} times about random times and members, and drops the tables.
 */
public final class ManyCells {
  private static final int SHOPS = 1_000;
  private static final int ITEMS = 10_000;
  private static final int QUESTIONS = 200;
  private static final int WARM_UP = 20;
  private static final int AT_ONCE = 50_000;
  private static final int MINUTES_A_DAY = 1_440;
  private static final int HOURS_A_DAY = 24;

  private final Settings settings;
  private final HBase hbase;
  private final Catalogue catalogue = Catalogue.load();
  private final Random random = new Random(1);
  private final Instant begin;
  private final int days;

  private ManyCells(Settings settings, HBase hbase, long cells) {
    this.settings = settings;
    this.hbase = hbase;
    long aDay = MINUTES_A_DAY * (SHOPS + 1L) + HOURS_A_DAY * (ITEMS + 1L);
    this.days = (int) Math.max(2, (cells + aDay - 1) / aDay);
    Instant today = Grain.DAY.windowStart(Instant.now(), settings.zone());
    this.begin = today.minus(Duration.ofDays(days));
  }

  /** Arguments: the home whose HBase runs, and how many million cells. */
  public static void main(String[] args) throws IOException {
    String prefix = "many" + Long.toString(System.nanoTime(), 36);
    Settings settings =
        Configuration.load(
            Path.of(args[0]),
            null,
            Map.of("hbase.table-prefix", prefix, "stream.keep.minute", "400 days"));
    try (HBase hbase = HBase.connect(HBase.Target.of(settings))) {
      Tables.create(hbase, settings);
      try {
        new ManyCells(settings, hbase, Long.parseLong(args[1]) * 1_000_000).run();
      } finally {
        drop(hbase, prefix);
      }
    }
  }

  private void run() throws IOException {
    long begun = System.nanoTime();
    long cells = load();
    double seconds = (System.nanoTime() - begun) / 1e9;
    Lab.say("%,d cells of %d days, %.0f cells/s", cells, days, cells / seconds);
    try (Admin admin = hbase.connection().getAdmin()) {
      for (Grain grain : Grain.values()) {
        admin.flush(hbase.tableName("cells_" + grain.grainName()));
      }
    }
    time("last hour of the total, by minute", () -> total(Duration.ofHours(1)));
    time("a day's minutes of the total", () -> total(Duration.ofDays(1)));
    time("last hour of one shop, by minute", () -> shop(Duration.ofHours(1)));
    time("a day's minutes of one shop", () -> shop(Duration.ofDays(1)));
    time("top 10 of 1,000 shops in a minute", () -> top("shop", Grain.MINUTE));
    time("top 10 of 10,000 items in an hour", () -> top("item", Grain.HOUR));
  }

  private MetricQuery total(Duration length) {
    return query("total", Grain.MINUTE, length, Map.of(), OptionalInt.empty());
  }

  private MetricQuery shop(Duration length) {
    Map<String, String> one = Map.of("shop", "s" + random.nextInt(SHOPS));
    return query("shop", Grain.MINUTE, length, one, OptionalInt.empty());
  }

  private MetricQuery top(String by, Grain grain) {
    Duration length = grain == Grain.HOUR ? Duration.ofHours(1) : Duration.ofMinutes(1);
    return query(by, grain, length, Map.of(), OptionalInt.of(10));
  }

  private MetricQuery query(
      String by, Grain grain, Duration length, Map<String, String> where, OptionalInt top) {
    long hours = days * (long) HOURS_A_DAY - length.toHours();
    Instant from = begin.plus(Duration.ofHours(random.nextInt((int) hours)));
    return new MetricQuery("pv", by, grain, from, from.plus(length), where, top, Layer.SERVED);
  }

  private void time(String name, Supplier<MetricQuery> question) {
    HBaseMetricReader reader = new HBaseMetricReader(catalogue, settings, hbase);
    List<Double> times = new ArrayList<>();
    int rows = 0;
    for (int n = 0; n < WARM_UP + QUESTIONS; n++) {
      MetricQuery query = question.get();
      long begun = System.nanoTime();
      rows = reader.answer(query).rows().size();
      if (n >= WARM_UP) {
        times.add((System.nanoTime() - begun) / 1e6);
      }
    }
    Lab.say(
        "%-36s %5d rows   p50 %6.1f ms   p99 %6.1f ms",
        name, rows, Lab.median(times), Lab.quantile(times, 0.99));
  }

  private long load() {
    Loading loading = new Loading();
    Dimension shop = dimension("shop");
    Dimension item = dimension("item");
    Dimension total = dimension(Dimension.TOTAL);
    for (int minute = 0; minute < days * MINUTES_A_DAY; minute++) {
      Instant window = begin.plus(Duration.ofMinutes(minute));
      loading.put(total, "", Grain.MINUTE, window);
      for (int n = 0; n < SHOPS; n++) {
        loading.put(shop, "s" + n, Grain.MINUTE, window);
      }
    }
    for (int hour = 0; hour < days * HOURS_A_DAY; hour++) {
      Instant window = begin.plus(Duration.ofHours(hour));
      loading.put(total, "", Grain.HOUR, window);
      for (int n = 0; n < ITEMS; n++) {
        loading.put(item, "i" + n, Grain.HOUR, window);
      }
    }
    loading.write();
    return loading.cells;
  }

  private Dimension dimension(String name) {
    return catalogue.dimensions(Source.BROWSE).stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What waits to be written. */
  private final class Loading {
    private final CellStore store =
        new CellStore(hbase, new RowKeys(settings.hbase().saltBuckets()));
    private final int views = catalogue.metric("pv").orElseThrow().id();
    private final Map<Grain, List<Write>> waiting = new EnumMap<>(Grain.class);
    private long cells;

    void put(Dimension dimension, String value, Grain grain, Instant window) {
      CellKey key = new CellKey(Source.BROWSE, dimension, value, grain, window.toEpochMilli());
      MetricState state = new MetricState.Total(1 + random.nextInt(1_000));
      Cell cell = Cell.of(catalogue.version(), new TreeMap<>(Map.of(views, state)), 0, 0);
      List<Write> writes = waiting.computeIfAbsent(grain, g -> new ArrayList<>());
      writes.add(new Write(store.row(key), CellCodec.encode(cell)));
      if (++cells % AT_ONCE == 0) {
        write();
      }
    }

    void write() {
      long now = System.currentTimeMillis();
      waiting.forEach((grain, writes) -> store.write(Family.REALTIME, now, grain, writes));
      waiting.clear();
    }
  }

  private static void drop(HBase hbase, String prefix) throws IOException {
    try (Admin admin = hbase.connection().getAdmin()) {
      for (TableName table : admin.listTableNames(Pattern.compile(prefix + "_.*"))) {
        admin.disableTable(table);
        admin.deleteTable(table);
      }
    }
  }
}

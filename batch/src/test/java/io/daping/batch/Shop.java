package io.daping.batch;

import static org.apache.spark.sql.functions.lit;

import io.daping.batch.TestSpark.Came;
import io.daping.batch.publish.CellWriter;
import io.daping.batch.publish.NoteLog;
import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.Recompute;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.regroup.GroupRules;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Fingerprints;
import io.daping.common.error.Sample;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.Seal;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.serve.CanonicalDump;
import io.daping.common.serve.Layer;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.JourneyTables;
import io.daping.common.spark.NightTables;
import io.daping.common.testing.TestServices;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A shop of its own on real Delta and HBase, of which a test says what came and what was counted.
 */
final class Shop {
  /** Realtime cells are kept by HBase's own clock, so this is the real one, standing still. */
  static final Instant NOW = Instant.now();

  private final Settings settings;
  private final Catalogue catalogue = Catalogue.load();
  private final SparkSession spark = TestSpark.session();
  private final HBase hbase;
  private long lastBatch = NOW.toEpochMilli();
  private long nights;

  private Shop(Settings settings) {
    this.settings = settings;
    this.hbase = SharedHBase.of(HBase.Target.of(settings));
  }

  static Shop open(ZoneId zone) {
    Shop shop = new Shop(TestServices.settings(Map.of("zone", zone.getId())));
    Tables.create(shop.hbase, shop.settings);
    DeltaTables.of(shop.settings).create(shop.spark);
    NightTables.of(shop.settings).create(shop.spark);
    return shop;
  }

  /** The same shop under other settings. */
  Shop with(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    all.put("zone", settings.zone().getId());
    all.put("kafka.bootstrap-servers", settings.kafka().bootstrapServers());
    all.put("hbase.bootstrap-servers", settings.hbase().bootstrapServers());
    all.put("hbase.table-prefix", settings.hbase().tablePrefix());
    return new Shop(Configuration.load(settings.home().dir(), null, all));
  }

  HBase hbase() {
    return hbase;
  }

  Silver silver() {
    return new Silver(spark, settings, GroupRules.of(settings));
  }

  Settings settings() {
    return settings;
  }

  /** Gives a metric of a whole day another number, where it stands. */
  void alterIn(Family family, long timestamp, int metric, Instant day, MetricState state) {
    CellStore store = new CellStore(hbase, keys());
    CellKey key = key("total", "", Grain.DAY, day, metric);
    Cell cell = store.get(family, Grain.DAY, List.of(key)).get(0).cell();
    SortedMap<Integer, MetricState> states = cell.states();
    states.put(metric, state);
    Cell altered = Cell.of(cell.catalogueVersion(), states, cell.events(), cell.late());
    store.write(
        family,
        timestamp,
        Grain.DAY,
        List.of(new Write(store.row(key), CellCodec.encode(altered))));
  }

  /** A night a moment after the one before. */
  Night night() {
    return night(catalogue);
  }

  /** The same by other definitions. */
  Night night(Catalogue definitions) {
    Instant now = NOW.plusMillis(++nights);
    return new Night(spark, settings, definitions, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** Takes all that is in HBase away, and brings back what the night had put there. */
  SealedDays.Restored restoreNights() {
    new Installation(hbase).drop();
    Tables.create(hbase, settings);
    new NoteLog(spark, settings).restore();
    return new SealedDays(spark, settings, catalogue, line -> {}).restore();
  }

  /** Recomputes and publishes days without asking whether they may be. */
  void published(DayRange days) {
    night().recompute(days);
    night().publish(days, PublishStep.Publish.ALWAYS);
  }

  /** Events that intake accepted. */
  void arrived(List<Came> events) {
    for (Topic topic : topics(events.stream().map(Came::event))) {
      TestSpark.silver(topic, events, settings.zone())
          .write()
          .format("delta")
          .mode("append")
          .save(DeltaTables.of(settings).silver(topic).path());
    }
  }

  /** A commit and a job for nothing take as long as for something. */
  private static Set<Topic> topics(Stream<? extends Event> events) {
    return events.map(Event::topic).collect(Collectors.toSet());
  }

  /** Takes a topic's events of a day out of silver again. */
  void forget(Topic topic, LocalDate day) {
    DeltaTable.forPath(spark, DeltaTables.of(settings).silver(topic).path()).delete();
  }

  /** Cells of a stream that counted these events of a day. */
  void streamed(List<? extends Event> events, LocalDate day) {
    streamed(events, DayRange.of(day));
  }

  /** Cells of a stream that counted these events of some days. */
  void streamed(List<? extends Event> events, DayRange days) {
    streamedBy(catalogue.version(), events, days);
  }

  /**
   * @param version of the definitions that the stream had
   */
  void streamedBy(int version, List<? extends Event> events, DayRange days) {
    CellWriter writer =
        new CellWriter(
            Family.REALTIME,
            HBase.Target.of(settings),
            keys(),
            CellWriter.dimensions(catalogue),
            version,
            ++lastBatch);
    for (Topic topic : topics(events.stream())) {
      Source source = Source.of(topic);
      TopicCells cells = new TopicCells(source, catalogue.of(source), catalogue.dimensions(source));
      Recompute recompute =
          new Recompute(cells, new BusinessTime(settings.zone()), settings.stream().grace());
      var silver = TestSpark.silver(topic, TestSpark.inOrder(events), settings.zone());
      recompute
          .cells(recompute.judged(silver, days))
          .withColumn("version", lit(version))
          .foreachPartition(writer);
    }
  }

  /** Groups of a stream that saw these errors. */
  void sawErrors(List<AppLogEvent> errors) {
    for (AppLogEvent e : errors) {
      Sample sample =
          new Sample(
              e.eventId(),
              e.eventTime(),
              e.level().name(),
              e.host(),
              e.thread(),
              e.release(),
              e.traceId(),
              e.errorText());
      ErrorGroup group = ErrorGroup.of(e.fingerprint(), sample).titled(Fingerprints.STANDARD);
      new ErrorGroupStore(hbase).add(++lastBatch, List.of(group));
    }
  }

  /** Gives a realtime cell another number. */
  void alter(String by, String value, Grain grain, Instant window, int metric, MetricState state) {
    alterBy(catalogue.version(), by, value, grain, window, metric, state);
  }

  void alterBy(
      int version,
      String by,
      String value,
      Grain grain,
      Instant window,
      int metric,
      MetricState state) {
    CellStore store = new CellStore(hbase, keys());
    CellKey key = key(by, value, grain, window, metric);
    Cell cell = store.get(Family.REALTIME, grain, List.of(key)).get(0).cell();
    SortedMap<Integer, MetricState> states = cell.states();
    states.put(metric, state);
    Cell altered = Cell.of(version, states, cell.events(), cell.late());
    store.write(
        Family.REALTIME,
        ++lastBatch,
        grain,
        List.of(new Write(store.row(key), CellCodec.encode(altered))));
  }

  /** What readers of a layer see of a day. */
  List<String> numbers(Layer layer, LocalDate day) {
    StringBuilder text = new StringBuilder();
    try {
      new CanonicalDump(catalogue, settings, hbase).write(layer, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().lines().filter(line -> line.contains("\t" + day + "T")).toList();
  }

  /** A metric's number of a whole day, 0 without. */
  long total(Layer layer, String metric, LocalDate day) {
    return numbers(layer, day).stream()
        .map(line -> line.split("\t"))
        .filter(f -> f[0].equals(metric) && f[1].equals("day"))
        .filter(f -> f[3].equals("total") || f[3].equals("currency"))
        .mapToLong(f -> Long.parseLong(f[5]))
        .sum();
  }

  /** The rows of a day in gold that the stream has nothing beside. */
  List<String> nightly(LocalDate day) {
    List<String> names =
        catalogue.metrics().stream().filter(Metric::isNightly).map(Metric::name).toList();
    return gold(day).stream()
        .filter(row -> names.contains(row.substring(1, row.indexOf(','))))
        .toList();
  }

  /** Every row of a day in gold as text. */
  List<String> gold(LocalDate day) {
    return NightTables.of(settings)
        .gold()
        .read(spark)
        .where(DayRange.of(day).predicate())
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** Order event, line and view of each paid line of a day. */
  List<String> attributions(LocalDate day) {
    return JourneyTables.of(settings)
        .attributionsDaily()
        .read(spark)
        .where(DayRange.of(day).predicate())
        .selectExpr("concat_ws(' ', order_event_id, line, coalesce(view_event_id, 'none'))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** The restatement log of a day: metric, grain, dimension, numbers and cause. */
  List<String> restatements(LocalDate day) {
    return NightTables.of(settings)
        .restatements()
        .read(spark)
        .where(DayRange.of(day).predicate())
        .selectExpr("concat_ws(' ', metric, grain, by, old_value, '->', new_value, cause)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** Writes a metric's rows of a day into gold a second time, but for those of the day's grain. */
  void repeatInGold(String metric, LocalDate day) {
    NightTables.of(settings)
        .gold()
        .read(spark)
        .where(DayRange.of(day).predicate())
        .where("grain = 'minute' AND metric = '" + metric + "'")
        .write()
        .format("delta")
        .mode("append")
        .save(NightTables.of(settings).gold().path());
  }

  Seal seal(LocalDate day) {
    return new ControlStore(hbase).seals().get(day);
  }

  private CellKey key(String by, String value, Grain grain, Instant window, int metric) {
    var definition = catalogue.metric(metric).orElseThrow();
    var dimension =
        definition.by().stream().filter(d -> d.name().equals(by)).findFirst().orElseThrow();
    return new CellKey(definition.source(), dimension, value, grain, window.toEpochMilli());
  }

  private RowKeys keys() {
    return new RowKeys(settings.hbase().saltBuckets());
  }
}

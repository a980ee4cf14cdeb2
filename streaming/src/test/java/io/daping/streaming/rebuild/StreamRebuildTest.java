package io.daping.streaming.rebuild;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.json;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Intent;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.serve.CanonicalDump;
import io.daping.common.serve.Layer;
import io.daping.common.spark.DeltaTables;
import io.daping.common.testing.RandomShop;
import io.daping.common.testing.TestServices;
import io.daping.common.testing.TestTables;
import io.daping.streaming.Job;
import io.daping.streaming.Running;
import io.daping.streaming.journey.Silver;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.Judged;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.judge.Sitting;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.metrics.RunningCount;
import io.daping.streaming.query.Checkpoint;
import io.daping.streaming.query.CheckpointStart;
import io.daping.streaming.rebuild.StreamRebuild.Readers;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was counted from Kafka is counted the same from bronze, and what comes next as if nothing
 * had been.
 */
final class StreamRebuildTest {
  private static final StructType COUNTED =
      new StructType()
          .add("topic", DataTypes.StringType)
          .add("partition", DataTypes.IntegerType)
          .add("offset", DataTypes.LongType)
          .add("timestamp", DataTypes.TimestampType)
          .add("value", DataTypes.BinaryType);
  private static final int PARTITIONS = 2;
  private static final long LAG_MS = 90_000;

  private static SparkSession spark;
  private static final List<TestTables> OPEN = new ArrayList<>();

  @BeforeAll
  static void start() {
    spark = Silver.session();
  }

  @AfterAll
  static void close() {
    OPEN.forEach(TestTables::close);
  }

  @Test
  void theLogCountedAgainInOtherSlicesGivesTheSameCellsAndTheSameMemory() throws Exception {
    Log log = new Log();
    List<Event> events = new RandomShop(5).events(60, 200);
    log.append(events);
    log.append(events.subList(0, 40));
    log.append("no event".getBytes(StandardCharsets.UTF_8), at("10:00"));
    int old = log.size();
    log.append(events.subList(20, 60));
    log.append(List.of(paidAgain(events), paid("new", at("23:00"), 500)));

    int finished = events.size() - 60; // intake died within a micro-batch that bronze has already
    Settings live = live();
    Counting counting = new Counting(live);
    counting.count(log.rows(0, old / 3));
    counting.count(log.rows(old / 3, old));
    String before = dump(live);
    Settings built = beside(live, "stream.max-records-per-batch", "150");
    write(log.rows(0, old / 3), live);
    intakeFinished(log.ends(old / 3), live);
    warm(built);
    write(log.rows(old / 3, old), live);
    intakeFinished(log.ends(finished), live);
    Rebuilt rebuilt = rebuild(built);
    assertThat(dump(built)).isEqualTo(before).contains("gmv_paid", "records");
    assertThat(rebuilt.records()).isEqualTo(old);
    assertThat(rebuilt.batches()).isGreaterThan(3);
    assertThat(rebuilt.cutDays()).isEmpty();
    assertThat(judged(log.rows(0, 1), built)).isInstanceOf(Fate.Duplicate.class);
    assertThat(judged(log.rows(finished, finished + 1), built)).isInstanceOf(Fate.Accepted.class);

    ControlStore control = new ControlStore(hbase(built));
    Intent intent = control.intent("metrics").orElseThrow();
    assertThat(intent.batch()).isZero();
    assertThat(intent.offsets()).isEqualTo(new ObjectMapper().writeValueAsString(log.ends(old)));
    assertThat(control.intent("intake")).isPresent();
    counting.count(log.rows(old, log.size()));
    new Counting(built).count(log.rows(old, log.size()));
    assertThat(dump(built)).isEqualTo(dump(live)).isNotEqualTo(before);

    assertThatThrownBy(() -> Job.METRICS.start(spark, built, Running.ONCE))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not whole");
    control.endRebuild();
    assertThatThrownBy(() -> rebuild(built))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void whatBronzeHasNoMoreIsNamedAndItsOrdersDoNotPayAgain() {
    OrderEvent first = paid("ann", at("10:00"), 9_900);
    OrderEvent again = withId(paid("ann", at(DAY.plusDays(3), "10:00"), 9_900), "again");
    Log log = new Log();
    log.append(List.of(paid("bob", at(DAY.plusDays(2), "23:30"), 700)));
    log.append(List.of(again, paid("cid", at(DAY.plusDays(3), "11:00"), 500)));
    Settings settings = live();
    write(log.rows(0, log.size()), settings);
    new Silver(spark, settings).append(List.of(first));
    Settings built = beside(settings, "stream.max-records-per-batch", "1000");
    Rebuilt rebuilt = rebuild(built);
    assertThat(rebuilt.cutDays()).containsExactly(DAY);
    assertThat(rebuilt.unlikeTables()).isNull();
    assertThat(dump(built).lines().filter(line -> line.startsWith("gmv_paid\tday")))
        .containsExactly(
            "gmv_paid\tday\t2026-11-14T00:00:00+08:00\tcurrency\tCNY\t500",
            "gmv_paid\tday\t2026-11-14T00:00:00+08:00\titem,currency\ti1,CNY\t500");
  }

  /** The order's other payment counts only if the first is forgotten. */
  private static OrderEvent paidAgain(List<Event> events) {
    OrderEvent paid =
        events.stream()
            .filter(e -> e instanceof OrderEvent o && o.status() == OrderStatus.PAID)
            .map(OrderEvent.class::cast)
            .findFirst()
            .orElseThrow();
    return new OrderEvent(
        "again",
        paid.eventTime() + 8 * 3_600_000,
        paid.orderId(),
        paid.userId(),
        paid.status(),
        paid.currency(),
        paid.promotionId(),
        paid.province(),
        paid.channel(),
        paid.visitorId(),
        paid.ip(),
        paid.lines());
  }

  private static Settings live() {
    TestTables tables = TestTables.create();
    OPEN.add(tables);
    DeltaTables.of(tables.settings()).create(spark);
    return tables.settings();
  }

  /** The same Delta tables, and an empty HBase. */
  private static Settings beside(Settings live, String key, String value) {
    Map<String, String> all = new HashMap<>();
    all.put("hbase.bootstrap-servers", live.hbase().bootstrapServers());
    all.put("hbase.table-prefix", TestServices.uniqueName());
    for (String keep : List.of("stream.keep.minute", "stream.keep.hour", "stream.keep.day")) {
      all.put(keep, "36500 days");
    }
    all.put("intake.duplicate-horizon", "36500 days");
    all.put("intake.order-horizon", "36500 days");
    all.put(key, value);
    return Configuration.load(live.home().dir(), null, all);
  }

  private static Rebuilt rebuild(Settings settings) {
    Readers readers = new Readers(Job.METRICS.court(settings), Job.INTAKE.ordinal());
    return new Rebuild(spark, settings, line -> {}).run(readers);
  }

  private static void warm(Settings settings) {
    Readers readers = new Readers(Job.METRICS.court(settings), Job.INTAKE.ordinal());
    new Rebuild(spark, settings, line -> {}).warm(readers);
  }

  /** As intake's checkpoint is behind a micro-batch. */
  private static void intakeFinished(Map<String, Map<Integer, Long>> ends, Settings settings)
      throws IOException {
    String root = settings.tables().checkpoints();
    FileUtils.deleteDirectory(new File(root, "intake"));
    new CheckpointStart(
            spark, Checkpoint.of(root, "intake", 1, spark.sparkContext().hadoopConfiguration()))
        .after(ends);
  }

  /** What intake makes of a record from now on. */
  private static Fate judged(List<Row> one, Settings settings) {
    Row row = one.get(0);
    Topic topic = Topic.named(row.getString(0)).orElseThrow();
    KafkaRecord record =
        new KafkaRecord(
            topic,
            row.getInt(1),
            row.getLong(2),
            row.getTimestamp(3).getTime(),
            null,
            row.getAs(4),
            KafkaRecord.Origin.UNKNOWN);
    long now = System.currentTimeMillis();
    Map<String, Map<Integer, Long>> ends =
        Map.of(topic.topicName(), Map.of(record.partition(), Long.MAX_VALUE));
    List<Judged> judged = new ArrayList<>();
    Sitting sitting = Job.INTAKE.court(settings).sitting(new MicroBatch(1, 1, now, ends, ends));
    sitting.judge(List.of(record).iterator(), judged::addAll);
    sitting.end();
    return judged.get(0).fate();
  }

  private static HBase hbase(Settings settings) {
    return SharedHBase.of(HBase.Target.of(settings));
  }

  private static String dump(Settings settings) {
    try {
      StringWriter text = new StringWriter();
      new CanonicalDump(Catalogue.load(), settings, hbase(settings)).write(Layer.STREAM, text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As intake writes it, but in no order, and in two commits. */
  private static void write(List<Row> rows, Settings settings) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    StructType schema = DeltaTables.of(settings).bronze().schema();
    int half = shuffled.size() / 2;
    for (List<Row> some :
        List.of(shuffled.subList(0, half), shuffled.subList(half, shuffled.size()))) {
      List<Row> bronze = some.stream().map(row -> bronze(row, schema)).toList();
      spark
          .createDataFrame(bronze, schema)
          .write()
          .format("delta")
          .mode("append")
          .save(DeltaTables.of(settings).bronze().path());
    }
  }

  private static Row bronze(Row row, StructType schema) {
    Object[] values = new Object[schema.length()];
    Timestamp time = row.getTimestamp(3);
    LocalDate day = time.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    Map<String, Object> known =
        Map.of(
            "topic", row.get(0),
            "partition", row.get(1),
            "offset", row.get(2),
            "record_time", time,
            "value", row.get(4),
            "record_day", Date.valueOf(day));
    for (int i = 0; i < values.length; i++) {
      values[i] = known.get(schema.fieldNames()[i]);
    }
    return RowFactory.create(values);
  }

  /** A metrics' query that counts what it is handed. */
  private static final class Counting {
    private final RunningCount count;
    private long number;

    private Counting(Settings settings) {
      MetricsPlan plan = MetricsPlan.compile(spark, Catalogue.load(), settings);
      count = new RunningCount(plan, Job.METRICS.court(settings), settings, hbase(settings));
    }

    private void count(List<Row> rows) {
      Map<String, Map<Integer, Long>> starts = new HashMap<>();
      Map<String, Map<Integer, Long>> ends = new HashMap<>();
      for (Row row : rows) {
        starts
            .computeIfAbsent(row.getString(0), t -> new HashMap<>())
            .merge(row.getInt(1), row.getLong(2), Math::min);
        ends.computeIfAbsent(row.getString(0), t -> new HashMap<>())
            .merge(row.getInt(1), row.getLong(2) + 1, Math::max);
      }
      Dataset<Row> records =
          spark
              .createDataFrame(rows, COUNTED)
              .coalesce(1)
              .sortWithinPartitions("topic", "partition", "offset");
      count.count(
          records, new MicroBatch(number++, 1, System.currentTimeMillis() + number, starts, ends));
    }
  }

  /** What Kafka would hold. */
  private static final class Log {
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Long> ends = new HashMap<>();

    private void append(List<? extends Event> events) {
      for (Event event : events) {
        int partition = Math.floorMod(String.valueOf(event.key()).hashCode(), PARTITIONS);
        append(event.topic().topicName(), partition, event.eventTime() + LAG_MS, json(event));
      }
    }

    private void append(byte[] value, long time) {
      append("order", 0, time, value);
    }

    private void append(String topic, int partition, long time, byte[] value) {
      long offset = ends.merge(topic + "/" + partition, 1L, Long::sum) - 1;
      rows.add(
          RowFactory.create(
              topic, partition, offset, Timestamp.from(Instant.ofEpochMilli(time)), value));
    }

    private int size() {
      return rows.size();
    }

    private List<Row> rows(int from, int to) {
      return rows.subList(from, to);
    }

    private Map<String, Map<Integer, Long>> ends(int to) {
      Map<String, Map<Integer, Long>> all = new TreeMap<>();
      for (Row row : rows(0, to)) {
        all.computeIfAbsent(row.getString(0), t -> new TreeMap<>())
            .merge(row.getInt(1), row.getLong(2) + 1, Math::max);
      }
      return all;
    }
  }
}

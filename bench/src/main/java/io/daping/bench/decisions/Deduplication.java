package io.daping.bench.decisions;

import com.google.common.collect.Iterators;
import io.daping.common.config.Settings;
import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.judge.Sitting;
import io.daping.streaming.query.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The recorded browse events, parsed and freed of duplicates in several ways. */
public final class Deduplication {
  private static final int ROUNDS = 2;
  private static final int RECORDS = 5_000;
  private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";
  private static final StructType PARSED =
      new StructType().add("id", DataTypes.StringType).add("time", DataTypes.TimestampType);

  private final Lab lab;

  private Deduplication(Lab lab) {
    this.lab = lab;
  }

  /** Argument: the home. */
  public static void main(String[] args) throws Exception {
    try (Lab lab = Lab.open(args[0])) {
      lab.spark()
          .conf()
          .set("spark.sql.streaming.stateStore.rocksdb.trackTotalNumberOfRows", false);
      Deduplication experiment = new Deduplication(lab);
      for (int round = 0; round < ROUNDS; round++) {
        Lab.say("round %d", round);
        experiment.run("parsed only", (leg, rows) -> batch -> parsed(leg, rows));
        experiment.run("packed hashes", Deduplication::packed);
        experiment.run("one HBase row an event", (leg, rows) -> batch -> rowEach(leg, rows));
        experiment.spark("Spark, in memory", "HDFSBackedStateStoreProvider");
        experiment.spark("Spark, RocksDB", "RocksDBStateStoreProvider");
      }
    }
  }

  /** What a micro-batch does with its records. */
  private interface Way {
    BatchWay of(Settings leg, Dataset<Row> rows);
  }

  /** The deduplicated rows of a micro-batch. */
  private interface BatchWay {
    Dataset<Row> rows(long number);
  }

  private void run(String name, Way way) throws Exception {
    Settings leg = leg();
    VoidFunction2<Dataset<Row>, Long> batch =
        (rows, number) -> count(way.of(leg, rows).rows(number));
    start(name, leg, browse(leg), batch);
  }

  private void spark(String name, String provider) throws Exception {
    lab.spark().conf().set("spark.sql.streaming.stateStore.providerClass", STATE + provider);
    Settings leg = leg();
    Dataset<Row> unique =
        parsed(leg, browse(leg))
            .withWatermark("time", "1 hour")
            .dropDuplicatesWithinWatermark("id");
    StreamingQuery query = start(name, leg, unique, (rows, number) -> count(rows));
    var state = query.lastProgress().stateOperators()[0];
    Lab.say(
        "    rows kept %d, bytes of memory %d, dropped as late %d",
        state.numRowsTotal(), state.memoryUsedBytes(), state.numRowsDroppedByWatermark());
  }

  private StreamingQuery start(
      String name, Settings leg, Dataset<Row> rows, VoidFunction2<Dataset<Row>, Long> batch)
      throws Exception {
    double begun = Lab.cpuMs();
    StreamingQuery query =
        rows.writeStream()
            .option("checkpointLocation", leg.tables().checkpoints() + "/seen")
            .trigger(Trigger.AvailableNow())
            .foreachBatch(batch)
            .start();
    query.awaitTermination();
    double cpu = Lab.cpuMs() - begun;
    List<Double> ms = Lab.triggers(query);
    double median = Lab.median(ms.subList(3, ms.size() - 1));
    Lab.say(
        "  %-25s p50 %5.0f ms a micro-batch, CPU %5.0f ms a micro-batch, %d bytes in HBase",
        name, median, cpu / ms.size(), kept(leg));
    return query;
  }

  private static void count(Dataset<Row> rows) {
    rows.write().format("noop").mode("append").save();
  }

  private static Dataset<Row> parsed(Settings leg, Dataset<Row> rows) {
    Intake intake = leg.intake().rule();
    MapPartitionsFunction<Row, Row> parse =
        records -> {
          List<Row> parsed = new ArrayList<>();
          while (records.hasNext()) {
            KafkaRecord r = Lab.record(records.next());
            if (intake.judge(r.topic(), r.value(), r.recordTime()) instanceof Verdict.Accepted a) {
              parsed.add(row(a.event()));
            }
          }
          return parsed.iterator();
        };
    return rows.mapPartitions(parse, Encoders.row(PARSED));
  }

  private static BatchWay packed(Settings leg, Dataset<Row> rows) {
    Checkpoint checkpoint =
        new Checkpoint(
            leg.tables().checkpoints() + "/seen",
            rows.sparkSession().sparkContext().hadoopConfiguration());
    Court court = new Court(0, "seen", leg.intake().rule(), HBase.Target.of(leg));
    return number -> {
      MicroBatch batch =
          new MicroBatch(
              number,
              1,
              System.currentTimeMillis(),
              checkpoint.offsets(number - 1),
              checkpoint.offsets(number));
      MapPartitionsFunction<Row, Row> judge =
          records -> {
            List<Row> unique = new ArrayList<>();
            Sitting sitting = court.sitting(batch);
            sitting.judge(
                Iterators.transform(records, Lab::record),
                run ->
                    run.forEach(
                        j -> {
                          if (j.fate() instanceof Fate.Accepted a) {
                            unique.add(row(a.event()));
                          }
                        }));
            sitting.end();
            return unique.iterator();
          };
      return rows.mapPartitions(judge, Encoders.row(PARSED));
    };
  }

  private static Dataset<Row> rowEach(Settings leg, Dataset<Row> rows) {
    HBase.Target target = HBase.Target.of(leg);
    MapPartitionsFunction<Row, Row> look =
        events -> {
          List<Row> all = new ArrayList<>();
          events.forEachRemaining(all::add);
          return all.isEmpty() ? all.iterator() : unseen(target, all).iterator();
        };
    return parsed(leg, rows).mapPartitions(look, Encoders.row(PARSED));
  }

  private static List<Row> unseen(HBase.Target target, List<Row> events) throws Exception {
    byte[] family = Bytes.toBytes("m");
    TableName name = TableName.valueOf(target.tablePrefix() + "_seen");
    try (Table table = SharedHBase.of(target).connection().getTable(name)) {
      boolean[] seen = table.exists(events.stream().map(e -> new Get(row(e))).toList());
      List<Put> puts = new ArrayList<>();
      List<Row> unseen = new ArrayList<>();
      for (int i = 0; i < seen.length; i++) {
        if (!seen[i]) {
          unseen.add(events.get(i));
          puts.add(new Put(row(events.get(i))).addColumn(family, family, Bytes.toBytes((long) i)));
        }
      }
      table.put(puts);
      return unseen;
    }
  }

  private static byte[] row(Row event) {
    return event.getString(0).getBytes(StandardCharsets.UTF_8);
  }

  private static Row row(Event event) {
    return RowFactory.create(event.eventId(), new Timestamp(event.eventTime()));
  }

  /** What HBase keeps on disk, bytes; the home's own HBase. */
  private long kept(Settings leg) throws IOException {
    TableName name = TableName.valueOf(leg.hbase().tablePrefix() + "_seen");
    try (Admin admin = SharedHBase.of(HBase.Target.of(leg)).connection().getAdmin()) {
      admin.flush(name);
    }
    try (Stream<Path> files = Files.walk(lab.home().resolve("hbase/data"))) {
      return files
          .filter(f -> f.toString().contains("/" + name + "/") && f.toString().contains("/m/"))
          .mapToLong(f -> f.toFile().length())
          .sum();
    }
  }

  private Dataset<Row> browse(Settings leg) {
    return lab.spark()
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", leg.home().addresses().resolve("kafka", ""))
        .option("subscribe", Topic.BROWSE.topicName())
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", RECORDS)
        .load()
        .selectExpr(KafkaRecord.COLUMNS);
  }

  private Settings leg() {
    return lab.leg(Map.of());
  }
}

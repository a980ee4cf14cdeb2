package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.TestSpark.Came;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Intent;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.testing.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What intake leaves behind of order events: bronze, silver, quarantine, its checkpoint as Spark
 * writes it, and what it says of itself in HBase.
 */
final class Stores {
  static final String ID = "2f9c0a34-8d0d-4a6f-9f0e-0c3f6f6f1a11";

  private final Settings settings;
  private final ControlStore control;
  private final SparkSession spark = TestSpark.session();

  /** In tables that are there. */
  Stores(Settings settings, HBase hbase) {
    this.settings = settings;
    this.control = new ControlStore(hbase);
  }

  /** In a home of their own, with no other tables. */
  static Stores alone() {
    Settings settings = TestServices.settings(Map.of("zone", "Asia/Shanghai"));
    HBase hbase = SharedHBase.of(HBase.Target.of(settings));
    Tables.create(hbase, settings);
    Stores stores = new Stores(settings, hbase);
    List.of(stores.tables().bronze(), stores.tables().quarantine(), stores.tables().trimmed())
        .forEach(table -> table.create(stores.spark));
    stores.tables().silver(Topic.ORDER).create(stores.spark);
    return stores;
  }

  /** The settings with others among them. */
  Settings with(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    all.put("hbase.bootstrap-servers", settings.hbase().bootstrapServers());
    all.put("hbase.table-prefix", settings.hbase().tablePrefix());
    return Configuration.load(settings.home().dir(), null, all);
  }

  DeltaTables tables() {
    return DeltaTables.of(settings);
  }

  /**
   * One micro-batch: these events are accepted; after them come a record that is refused and one
   * that repeats another.
   *
   * @return the offset after the last
   */
  long took(long batch, List<Came> events) {
    long first = events.get(0).offset();
    long end = first + events.size() + 2;
    String time = events.get(0).recordTime().toString();
    append(tables().bronze(), batch, records(first, end, time));
    append(
        tables().silver(Topic.ORDER),
        batch,
        TestSpark.silver(Topic.ORDER, events, settings.zone()));
    append(
        tables().quarantine(),
        batch,
        records(end - 2, end - 1, time).selectExpr("*", "'conflict' AS reason"));
    checkpoint(batch, end);
    long timestamp = Shop.NOW.toEpochMilli() + batch;
    control.write("intake", new Intent(1, ID, batch, timestamp, offsets(end)));
    long silver = events.size();
    TopicCounts before = control.countsBefore(timestamp, "order");
    control.write(timestamp, before.plus(new TopicCounts("order", silver + 2, silver, 1, 1, 0)));
    control.write(
        timestamp, new QueryProgress("intake", batch, Map.of(), Map.of(), 0, 1, Instant.now()));
    return end;
  }

  /** Rows as bronze and quarantine have them. */
  Dataset<Row> records(long from, long to, String time) {
    return spark
        .range(from, to)
        .selectExpr(
            "'order' AS topic",
            "binary('k') AS key",
            "binary(concat('record ', id)) AS value",
            "0 AS partition",
            "id AS offset",
            "timestamp'" + time + "' AS record_time",
            "to_date(timestamp'" + time + "') AS record_day");
  }

  Path checkpoint() {
    return Path.of(settings.tables().checkpoints(), "intake");
  }

  private void append(Table table, long batch, Dataset<Row> rows) {
    String name = Path.of(table.path()).getFileName().toString();
    new AppendOnce(table, "daping/intake/1/" + name, batch).write(rows.orderBy(col("offset")));
  }

  private void checkpoint(long batch, long end) {
    try {
      for (String log : List.of("offsets", "commits")) {
        Files.createDirectories(checkpoint().resolve(log));
      }
      Files.writeString(checkpoint().resolve("metadata"), "{\"id\":\"" + ID + "\"}");
      Files.writeString(
          checkpoint().resolve("offsets/" + batch),
          "v1\n{\"batchWatermarkMs\":0}\n" + offsets(end));
      Files.writeString(
          checkpoint().resolve("commits/" + batch), "v1\n{\"nextBatchWatermarkMs\":0}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String offsets(long end) {
    return "{\"order\":{\"0\":" + end + "}}";
  }
}

package io.daping.bench.decisions;

import com.sun.management.OperatingSystemMXBean;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.Sessions;
import io.daping.streaming.judge.KafkaRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** What the experiments share: tables of their own for every leg, and how a leg is timed. */
record Lab(Path home, SparkSession spark, Deque<Settings> legs) implements AutoCloseable {
  private static final int WARM_UP = 3;

  static Lab open(String home) {
    Path path = Path.of(home);
    SparkSession spark = Sessions.start("decisions", Configuration.defaults(path));
    spark.conf().set("spark.sql.streaming.numRecentProgressUpdates", "10000");
    return new Lab(path, spark, new ArrayDeque<>());
  }

  /**
   * Settings of one leg, with tables and checkpoints of its own; the leg before loses its tables.
   */
  Settings leg(Map<String, String> overrides) {
    String name = "leg" + Long.toString(System.nanoTime(), 36);
    Map<String, String> all = new HashMap<>(overrides);
    all.put("hbase.table-prefix", name);
    all.put("tables.path", home.resolve("decisions/" + name + "/tables").toString());
    all.put("tables.checkpoints", home.resolve("decisions/" + name + "/checkpoints").toString());
    Settings settings = Configuration.load(home, null, all);
    dropTables();
    legs.push(settings);
    Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
    return settings;
  }

  /** Every region costs a small HBase memory, used or not. */
  private void dropTables() {
    while (!legs.isEmpty()) {
      Settings leg = legs.pop();
      try (Admin admin = SharedHBase.of(HBase.Target.of(leg)).connection().getAdmin()) {
        for (TableName table :
            admin.listTableNames(Pattern.compile(leg.hbase().tablePrefix() + "_.*"))) {
          admin.disableTable(table);
          admin.deleteTable(table);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot drop the tables of a leg", e);
      }
    }
  }

  /** Lets a query run for some micro-batches; how long each took in milliseconds, warm. */
  static List<Double> run(StreamingQuery query, int batches) {
    try {
      while (query.isActive() && worked(query).size() < batches + WARM_UP) {
        Thread.sleep(50);
      }
      List<Double> times = triggers(query);
      query.stop();
      return times.subList(WARM_UP, times.size());
    } catch (Exception e) {
      // stop() throws a checked TimeoutException that Scala does not declare.
      throw new IllegalStateException(query.name() + " did not run", e);
    }
  }

  /** How long each micro-batch that had records took, milliseconds. */
  static List<Double> triggers(StreamingQuery query) {
    return worked(query).stream()
        .map(p -> (double) p.durationMs().get("triggerExecution"))
        .toList();
  }

  private static List<StreamingQueryProgress> worked(StreamingQuery query) {
    return Stream.of(query.recentProgress()).filter(p -> p.numInputRows() > 0).toList();
  }

  /** The recorded events of a topic, in order. */
  static List<byte[]> recorded(Path data, Topic topic) {
    String folder = topic == Topic.ORDER ? "online-retail" : "taobao";
    return lines(data.resolve(folder).resolve(topic.topicName() + ".jsonl.gz"));
  }

  /** The lines of a file, packed or not. */
  static List<byte[]> lines(Path file) {
    try (InputStream in = opened(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<byte[]> events = new ArrayList<>();
      lines.lines().forEach(line -> events.add(line.getBytes(StandardCharsets.UTF_8)));
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static InputStream opened(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
  }

  /** CPU time of this process, milliseconds: what others do on the machine is not in it. */
  static double cpuMs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e6;
  }

  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  static double quantile(List<Double> values, double q) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(q * sorted.size())));
  }

  /** A row of {@link KafkaRecord#COLUMNS}. */
  static KafkaRecord record(Row row) {
    return new KafkaRecord(
        Topic.named(row.getString(0)).orElseThrow(),
        row.getInt(1),
        row.getLong(2),
        row.getTimestamp(3).getTime(),
        null,
        row.getAs(4),
        KafkaRecord.Origin.UNKNOWN);
  }

  static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  @Override
  public void close() {
    dropTables();
    spark.stop();
  }
}

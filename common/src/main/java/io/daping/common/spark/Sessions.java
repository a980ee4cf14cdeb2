package io.daping.common.spark;

import io.daping.common.config.Settings;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a job, with Delta. What {@code spark-submit} says wins over the settings.
 */
public final class Sessions {
  private static final String MASTER = "spark.master";

  /** On all cores of this machine. */
  private static final String ALL_CORES = "local[*]";

  /** Columns of which no two rows of a file, or hardly two, say the same. */
  private static final List<String> UNIQUE =
      List.of("offset", "value", "payload_hash", "event_id", "order_id", "trace_id");

  private Sessions() {}

  /**
   * @param job shown as the application's name
   */
  public static SparkSession start(String job, Settings settings) {
    return start(job, settings, new SparkConf());
  }

  /**
   * As {@link #start}, for jobs whose tasks wait for stores and Kafka for a third of their time: of
   * this machine's cores each has two of them.
   */
  public static SparkSession startStream(String job, Settings settings) {
    SparkConf conf = new SparkConf();
    if (conf.get(MASTER, settings.stream().master()).equals(ALL_CORES)) {
      conf.set(MASTER, "local[" + 2 * Runtime.getRuntime().availableProcessors() + "]");
    }
    return start(job, settings, conf);
  }

  private static SparkSession start(String job, Settings settings, SparkConf conf) {
    conf.setIfMissing(MASTER, settings.stream().master());
    conf.setIfMissing("spark.app.name", "daping-" + job);
    conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Every job is described for the web interface, anew at each stage; the long form of it took a
    // third of a small night.
    conf.setIfMissing("spark.sql.ui.explainMode", "simple");
    // The jobs have more plans than the 100 whose classes Spark keeps: it would generate them again
    // and again, and the JVM compile them.
    conf.setIfMissing("spark.sql.codegen.cache.maxEntries", "2000");
    // Parquet would look each value up in a dictionary, and throw that away at the end of a page.
    UNIQUE.forEach(
        column -> conf.setIfMissing("spark.hadoop.parquet.enable.dictionary#" + column, "false"));
    // Metrics and tables share one JVM; neither may starve the other.
    conf.setIfMissing("spark.scheduler.mode", "FAIR");
    conf.setIfMissing(
        "spark.sql.warehouse.dir", settings.home().dir().resolve("spark-warehouse").toString());
    if (conf.get(MASTER).startsWith("local")) {
      onThisMachine(conf);
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  private static void onThisMachine(SparkConf conf) {
    String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.sql.shuffle.partitions", cores);
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    conf.setIfMissing("spark.delta.logStore.file.impl", LockedLocalLogStore.class.getName());
    conf.setIfMissing("spark.hadoop.fs.file.impl", ForklessFileSystem.class.getName());
    // Renames in place of checksummed copies: the two commit logs of a micro-batch take 2 ms, not
    // 60. A killed process is covered by tests; a power cut may cost a checkpoint, which is
    // refused.
    conf.setIfMissing(
        "spark.sql.streaming.checkpointFileManagerClass",
        "org.apache.spark.sql.execution.streaming.checkpointing"
            + ".FileSystemBasedCheckpointFileManager");
  }
}

package io.daping.streaming.log;

import io.daping.common.config.Settings;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The records of micro-batches, straight from Kafka. Spark's source says which offsets a
 * micro-batch has; to read them through it costs each partition some questions to Kafka and each
 * record a row.
 */
public final class KafkaLog implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String bootstrapServers;
  private final Detail detail;

  private KafkaLog(Settings settings, Detail detail) {
    this.bootstrapServers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    this.detail = detail;
  }

  /** The log of an installation; nothing is said of senders. */
  public static KafkaLog of(Settings settings) {
    return new KafkaLog(settings, Detail.RECORD);
  }

  /** The log of an installation, with what headers say of each record's sender. */
  public static KafkaLog withSenders(Settings settings) {
    return new KafkaLog(settings, Detail.RECORD_AND_SENDER);
  }

  /** The records of a micro-batch; those of a Kafka partition in one partition, by offset. */
  public JavaRDD<KafkaRecord> records(SparkSession spark, MicroBatch batch) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<LogShare> shares = LogShare.of(batch, cores(context));
    return context.parallelize(shares, Math.max(1, shares.size())).mapPartitions(this::read);
  }

  /** On one machine a core may have several tasks. */
  private static int cores(JavaSparkContext context) {
    return context.isLocal()
        ? Math.min(context.defaultParallelism(), Runtime.getRuntime().availableProcessors())
        : context.defaultParallelism();
  }

  private Iterator<KafkaRecord> read(Iterator<LogShare> shares) {
    return shares.hasNext() ? read(shares.next()) : Collections.emptyIterator();
  }

  private Iterator<KafkaRecord> read(LogShare share) {
    LogReaders.Key key =
        new LogReaders.Key(bootstrapServers, share.ranges().stream().map(LogRange::place).toList());
    LogReader reader = LogReaders.take(key);
    TaskCompletionListener end = task -> LogReaders.giveBack(key, reader);
    TaskContext.get().addTaskCompletionListener(end);
    return reader.read(share, detail);
  }
}

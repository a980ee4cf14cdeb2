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
public record KafkaLog(String bootstrapServers) implements Serializable {

  /** The log of an installation. */
  public static KafkaLog of(Settings settings) {
    return new KafkaLog(
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()));
  }

  /**
   * The records of a micro-batch; those of a Kafka partition in one partition, by offset. Nothing
   * is said of their senders.
   */
  public JavaRDD<KafkaRecord> records(SparkSession spark, MicroBatch batch) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<LogShare> shares = LogShare.of(batch, context.defaultParallelism());
    return context.parallelize(shares, Math.max(1, shares.size())).mapPartitions(this::read);
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
    return reader.read(share);
  }
}

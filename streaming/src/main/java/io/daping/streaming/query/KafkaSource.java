package io.daping.streaming.query;

import static org.apache.spark.sql.functions.lit;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Every topic as one stream. */
public final class KafkaSource {
  private KafkaSource() {}

  /**
   * Names the offsets of each micro-batch, from the earliest record on, and has no rows, so that
   * Spark plans no scan: tasks read the records by {@link io.daping.streaming.log.KafkaLog}. A
   * record that Kafka dropped before it was read is an error there.
   */
  public static Dataset<Row> read(SparkSession spark, Settings settings) {
    return spark
        .readStream()
        .format("kafka")
        .option(
            "kafka.bootstrap.servers",
            settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()))
        .option("subscribe", String.join(",", Topic.names()))
        .option("startingOffsets", "earliest")
        .option("failOnDataLoss", "true")
        .option("maxOffsetsPerTrigger", settings.stream().maxRecordsPerBatch())
        .option("fetchOffset.numRetries", 10)
        .load()
        .where(lit(false));
  }
}

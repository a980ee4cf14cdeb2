package io.daping.streaming.query;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.streaming.judge.KafkaRecord;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;

/** Every topic as one stream. */
public final class KafkaSource {
  private KafkaSource() {}

  /**
   * Spark asks where a partition begins and ends before each fetch, on the connection on which the
   * fetch ahead of the last micro-batch still waits for records: with Kafka's own 500 ms nearly
   * every task waits for that long.
   */
  private static final int FETCH_WAIT_MS = 5;

  /** With Kafka's own 500 records a poll, Spark asks for a partition's ends as often. */
  private static final int RECORDS_A_POLL = 2_000;

  /** What counting needs: columns {@link KafkaRecord#COLUMNS}. */
  public static Dataset<Row> read(SparkSession spark, Settings settings) {
    return source(spark, settings).load().select(columns(KafkaRecord.COLUMNS));
  }

  /** From the earliest record on; a record that Kafka dropped before it was read is an error. */
  private static DataStreamReader source(SparkSession spark, Settings settings) {
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
        .option("kafka.fetch.max.wait.ms", FETCH_WAIT_MS)
        .option("kafka.max.poll.records", RECORDS_A_POLL)
        .option("fetchOffset.numRetries", 10);
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
  }
}

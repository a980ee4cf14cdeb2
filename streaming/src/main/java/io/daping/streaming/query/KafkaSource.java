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

/** Every topic as one stream, columns {@link KafkaRecord#COLUMNS}. */
public final class KafkaSource {
  private KafkaSource() {}

  /** From the earliest record on; a record that Kafka dropped before it was read is an error. */
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
        .select(columns());
  }

  private static Column[] columns() {
    return Arrays.stream(KafkaRecord.COLUMNS).map(functions::col).toArray(Column[]::new);
  }
}

package io.daping.batch.complete;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.sender.SentCount;
import io.daping.common.spark.SentHeaders;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What Kafka itself knows: the producers' counts, and the records that intake has not read. The
 * counts are read from their topic at each report: they are absolute, so the greatest of a minute
 * holds however often it was told, and nothing need be kept in step with anything.
 */
record SentTopic(SparkSession spark, Settings settings) {
  private static final String SCHEMA =
      "source string, topic string, minute bigint, count bigint, unacknowledged bigint";

  /** Counts of a source's minute, as the producer told them. */
  record Told(long sent, long unacknowledged) {}

  /**
   * What the producers say of these minutes.
   *
   * @throws Failure when Kafka has already dropped counts of these minutes
   */
  Map<SourceMinute, Told> told(Minutes minutes) {
    Dataset<Row> records =
        kafka().option("subscribe", SentCount.TOPIC).option("startingOffsets", "earliest").load();
    refuseIfDropped(records, minutes);
    Map<SourceMinute, Told> told = new HashMap<>();
    records
        .select(from_json(col("value").cast("string"), SCHEMA, Map.of()).as("said"))
        .select("said.*")
        .where(minutes.holds(col("minute")))
        .groupBy("source", "topic", "minute")
        .agg(max("count"), max("unacknowledged"))
        .collectAsList()
        .forEach(row -> told.put(SourceMinute.of(row), new Told(row.getLong(3), row.getLong(4))));
    return told;
  }

  /** Records of these minutes beyond intake's offsets; what Kafka dropped unread is missing. */
  Map<SourceMinute, Long> unread(QueryProgress intake, Minutes minutes) {
    Map<String, Object> partitions = new HashMap<>();
    intake.offsets().forEach((topic, offsets) -> partitions.put(topic, offsets.keySet()));
    Column[] headers = SentHeaders.columns();
    Map<SourceMinute, Long> unread = new HashMap<>();
    kafka()
        .option("assign", json(partitions))
        .option("startingOffsets", json(intake.offsets()))
        .option("includeHeaders", "true")
        .load()
        .select(headers[0], col("topic"), headers[1])
        .where(col("source").isNotNull().and(minutes.holds(col("sent_minute"))))
        .groupBy("source", "topic", "sent_minute")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> unread.put(SourceMinute.of(row), row.getLong(3)));
    return unread;
  }

  private DataFrameReader kafka() {
    return spark
        .read()
        .format("kafka")
        .option(
            "kafka.bootstrap.servers",
            settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()))
        .option("failOnDataLoss", "false");
  }

  private static void refuseIfDropped(Dataset<Row> records, Minutes minutes) {
    for (Row row :
        records.groupBy("partition").agg(min("offset"), min("timestamp")).collectAsList()) {
      Timestamp first = row.getTimestamp(2);
      if (row.getLong(1) > 0 && first.toInstant().isAfter(minutes.start())) {
        throw new Failure(
            "Kafka has dropped the producers' counts from before %s (kafka.retention): ask for minutes from then on, was %s"
                .formatted(first.toInstant(), minutes.start()));
      }
    }
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

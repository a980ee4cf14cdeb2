package io.daping.streaming.journey;

import io.daping.common.config.Settings;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.privacy.ProtectedReceiver;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.SilverSchema;
import io.daping.streaming.testing.TestSpark;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Silver as intake writes it, of events that a test names. */
public record Silver(SparkSession spark, Settings settings) {

  /** A session in which no plan is compiled: that would take most of the time, for a few rows. */
  public static SparkSession session() {
    SparkSession spark = TestSpark.session().newSession();
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    return spark;
  }

  /** One commit a topic. */
  public void append(List<? extends Event> events) {
    for (Topic topic : SilverSource.TOPICS) {
      if (events.stream().anyMatch(event -> event.topic() == topic)) {
        rows(topic, events)
            .write()
            .format("delta")
            .mode("append")
            .save(DeltaTables.of(settings).silver(topic).path());
      }
    }
  }

  /** The rows of one topic. */
  Dataset<Row> rows(Topic topic, List<? extends Event> events) {
    StructType schema = DeltaTables.of(settings).silver(topic).schema();
    return spark.createDataFrame(
        events.stream().filter(e -> e.topic() == topic).map(e -> row(e, schema)).toList(), schema);
  }

  private Row row(Event event, StructType schema) {
    Row own = SilverSchema.row(event, ProtectedReceiver.NONE);
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < own.length(); i++) {
      values.put(SilverSchema.of(event.topic()).fieldNames()[i], own.get(i));
    }
    Instant time = Instant.ofEpochMilli(event.eventTime());
    values.put("partition", 0);
    values.put("record_time", Timestamp.from(time));
    values.put("day", Date.valueOf(time.atZone(settings.zone()).toLocalDate()));
    Object[] row = new Object[schema.length()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(schema.fieldNames()[i]);
    }
    return RowFactory.create(row);
  }
}

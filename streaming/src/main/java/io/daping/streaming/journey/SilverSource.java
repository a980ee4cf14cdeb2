package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Accepted browse and order events as one stream: {@code topic}, and one column a topic that holds
 * the row of its silver.
 */
public final class SilverSource {
  /** The topics that meet here. */
  static final List<Topic> TOPICS = List.of(Topic.BROWSE, Topic.ORDER);

  /** Bounds the memory of a micro-batch; the last file of it may go beyond. */
  private static final String MOST_BYTES = "128m";

  private SilverSource() {}

  /** From the first row on. */
  public static Dataset<Row> read(SparkSession spark, Settings settings) {
    return TOPICS.stream()
        .map(topic -> read(spark, settings, topic))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /** The rows of one topic, with the columns of its silver. */
  static Dataset<Row> of(Dataset<Row> changes, Topic topic) {
    return changes.where(col("topic").equalTo(topic.topicName())).select(topic.topicName() + ".*");
  }

  private static Dataset<Row> read(SparkSession spark, Settings settings, Topic topic) {
    Dataset<Row> silver =
        spark
            .readStream()
            .format("delta")
            .option("maxBytesPerTrigger", MOST_BYTES)
            // A person who is forgotten is taken out of silver; that is no news.
            .option("skipChangeCommits", "true")
            .load(DeltaTables.of(settings).silver(topic).path());
    return marked(silver, topic, settings);
  }

  /** Rows of one topic's silver in the columns of all. */
  static Dataset<Row> marked(Dataset<Row> silver, Topic own, Settings settings) {
    Column[] columns =
        TOPICS.stream().map(topic -> column(topic, own, settings)).toArray(Column[]::new);
    return silver.select(columns).withColumn("topic", lit(own.topicName()));
  }

  private static Column column(Topic topic, Topic own, Settings settings) {
    StructType type = DeltaTables.of(settings).silver(topic).schema();
    Column[] columns = Arrays.stream(type.fieldNames()).map(functions::col).toArray(Column[]::new);
    Column value = topic == own ? struct(columns) : lit(null).cast(type);
    return value.as(topic.topicName());
  }
}

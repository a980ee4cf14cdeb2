package io.daping.streaming.intake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_millis;

import io.daping.common.event.Topic;
import io.daping.common.hbase.TopicCounts;
import io.daping.streaming.query.PartitionSummary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What became of one Kafka partition's records in a micro-batch. */
record PartitionCounts(TopicCounts counts, PartitionSummary summary) {

  /** Counts judged records, columns {@link IntakeTask#JUDGED}. */
  static List<PartitionCounts> of(Dataset<Row> judged) {
    Column eventTime = coalesce(eventTimes());
    Column lead = eventTime.minus(unix_millis(col("record_time")));
    return judged
        .groupBy("topic", "partition")
        .agg(
            count(lit(1)),
            count_if(col("fate").equalTo(IntakeTask.SILVER)),
            count_if(col("fate").equalTo(IntakeTask.DUPLICATE)),
            count_if(col("fate").equalTo(IntakeTask.QUARANTINE)),
            count_if(col("late")),
            coalesce(max(eventTime), lit(Long.MIN_VALUE)),
            coalesce(max(lead), lit(Long.MIN_VALUE)))
        .collectAsList()
        .stream()
        .map(PartitionCounts::of)
        .toList();
  }

  /** The counts of each topic that has any. */
  static Map<String, TopicCounts> byTopic(List<PartitionCounts> partitions) {
    Map<String, TopicCounts> topics = new HashMap<>();
    for (PartitionCounts p : partitions) {
      topics.merge(p.counts.topic(), p.counts, TopicCounts::plus);
    }
    return topics;
  }

  private static Column[] eventTimes() {
    return Arrays.stream(Topic.values())
        .map(topic -> col("event_" + topic.topicName() + ".event_time"))
        .toArray(Column[]::new);
  }

  private static PartitionCounts of(Row row) {
    String topic = row.getString(0);
    return new PartitionCounts(
        new TopicCounts(
            topic, row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
        new PartitionSummary(topic, row.getInt(1), row.getLong(7), row.getLong(8)));
  }
}

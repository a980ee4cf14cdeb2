package io.daping.streaming.rebuild;

import static org.apache.spark.sql.functions.*;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.DeltaTables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What became of the events whose records bronze has, by the tables. What forgotten people sent is
 * in no count any more.
 */
record TableCounts(SparkSession spark, Settings settings, KeptRecords kept) {

  /** The counts of every topic, of the records before some offsets. */
  List<TopicCounts> before(Positions ends) {
    DeltaTables tables = DeltaTables.of(settings);
    Map<String, Long> in = byTopic(tables.bronze().read(spark).where(BronzeLog.isWhole()), ends);
    Map<String, Long> refused = byTopic(tables.quarantine().read(spark).where(isKept()), ends);
    return Arrays.stream(Topic.values()).map(topic -> counts(topic, in, refused, ends)).toList();
  }

  private TopicCounts counts(
      Topic topic, Map<String, Long> in, Map<String, Long> refused, Positions ends) {
    String name = topic.topicName();
    long grace = settings.stream().grace().minute().toMillis();
    Row silver =
        DeltaTables.of(settings)
            .silver(topic)
            .read(spark)
            .where(isKept())
            .withColumn("topic", lit(name))
            .where(BronzeLog.before(ends))
            .agg(count(lit(1)), count_if(col("lateness_ms").gt(grace)))
            .first();
    long all = in.getOrDefault(name, 0L);
    long accepted = silver.getLong(0);
    long quarantine = refused.getOrDefault(name, 0L);
    return new TopicCounts(
        name, all, accepted, all - accepted - quarantine, quarantine, silver.getLong(1));
  }

  private Column isKept() {
    return not(kept.isBefore());
  }

  private static Map<String, Long> byTopic(Dataset<Row> records, Positions ends) {
    return records.where(BronzeLog.before(ends)).groupBy("topic").count().collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }
}

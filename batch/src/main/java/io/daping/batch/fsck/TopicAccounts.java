package io.daping.batch.fsck;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.store.StoredTable;
import io.daping.batch.store.Trimmed;
import io.daping.common.event.Topic;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.DeltaTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What became of each topic's records, as intake counted them, beside the tables. Rows of forgotten
 * people are missing in silver and quarantine; of each the place stays in bronze.
 */
record TopicAccounts(SparkSession spark, DeltaTables tables, Trimmed trimmed) {

  void compare(List<PartitionOffsets> partitions, List<TopicCounts> counts, Findings found) {
    Map<String, Long> came = new HashMap<>();
    Map<String, Long> judged = new HashMap<>(trimmed.refused());
    for (PartitionOffsets p : partitions) {
      came.merge(p.partition().topic(), p.came(), Long::sum);
      judged.merge(p.partition().topic(), p.judged(), Long::sum);
    }
    Map<String, Long> erased = erased();
    for (TopicCounts topic : counts) {
      String name = topic.topic();
      sum(topic, found);
      equal(name, "bronze", came.getOrDefault(name, 0L), topic.in(), found);
      long has = judged.getOrDefault(name, 0L);
      long lacking = topic.silver() + topic.quarantine() - has;
      if (lacking < 0 || lacking > erased.getOrDefault(name, 0L)) {
        equal(name, "silver and quarantine", has, topic.silver() + topic.quarantine(), found);
      }
    }
  }

  private static void sum(TopicCounts topic, Findings found) {
    if (topic.in() != topic.silver() + topic.duplicate() + topic.quarantine()) {
      found.add("%s: what intake counted does not add up: %s".formatted(topic.topic(), topic));
    }
  }

  private static void equal(String topic, String where, long rows, long counted, Findings found) {
    if (rows != counted) {
      found.add(
          "%s: rows of %s that ever were: %d, counted by intake: %d"
              .formatted(topic, where, rows, counted));
    }
  }

  /** How many records of forgotten people a topic may have had at most. */
  private Map<String, Long> erased() {
    Map<String, Long> erased = new HashMap<>();
    if (new StoredTable(spark, tables.erasures().path()).mayHaveRows()) {
      Topic.names().forEach(topic -> erased.put(topic, trimmed.of(topic)));
      Dataset<Row> left = tables.bronze().read(spark).where("is_erased");
      left.groupBy(col("topic"))
          .count()
          .collectAsList()
          .forEach(row -> erased.merge(row.getString(0), row.getLong(1), Long::sum));
    }
    return erased;
  }
}

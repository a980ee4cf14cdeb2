package io.daping.batch.fsck;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.batch.store.QueryFolder;
import io.daping.batch.store.QueryFolder.Log;
import io.daping.batch.store.Trimmed;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import io.daping.common.hbase.TopicCounts;
import io.daping.common.spark.DeltaTables;
import java.util.List;
import java.util.SortedSet;
import org.apache.spark.sql.SparkSession;

/**
 * Every record that Kafka gave us, once. Our producers leave no gaps in a partition's offsets: they
 * send no transactions, and the topics are not compacted.
 *
 * @param intake the checkpoint of intake
 */
record Records(SparkSession spark, DeltaTables tables, ControlStore control, QueryFolder intake)
    implements Check {

  /** How far intake is; it rests when the last micro-batch that it began is finished. */
  private record Progress(long begun, long finished, List<TopicCounts> counts) {
    boolean rests() {
      return begun == finished;
    }
  }

  @Override
  public String name() {
    return "records";
  }

  @Override
  public String proves() {
    return "bronze has each offset once, without a gap, as far as intake has read; silver and"
        + " quarantine have theirs once, of bronze; in = silver + duplicate + quarantine";
  }

  @Override
  public void look(Findings found) {
    Progress before = progress();
    List<JsonNode> read = before.finished < 0 ? List.of() : intake.offsets(before.finished);
    List<OffsetBucket> buckets = OffsetBucket.of(spark, tables);
    Trimmed trimmed = Trimmed.read(spark, tables);
    Progress after = progress();
    List<PartitionOffsets> partitions = PartitionOffsets.of(buckets, trimmed);
    for (PartitionOffsets offsets : partitions) {
      found.figure("partitions", 1);
      found.figure("came", offsets.came());
      found.figure("judged", offsets.judged());
      offsets.look(found);
      reach(offsets, read, found);
    }
    new Repeated(spark, tables).look(buckets, found);
    if (before.rests() && before.equals(after)) {
      new TopicAccounts(spark, tables, trimmed).compare(partitions, after.counts, found);
    } else {
      found.remark("intake was at work, so its counts were not compared with the tables");
    }
  }

  private static void reach(PartitionOffsets offsets, List<JsonNode> read, Findings found) {
    for (JsonNode topics : read) {
      JsonNode end =
          topics
              .path(offsets.partition().topic())
              .path(Integer.toString(offsets.partition().number()));
      if (end.asLong() > offsets.end()) {
        found.add(
            "%s: bronze ends before offset %d, intake has read up to %d"
                .formatted(offsets.partition(), offsets.end(), end.asLong()));
      }
    }
  }

  private Progress progress() {
    long intended = control.intent(intake.query()).map(Intent::batch).orElse(-1L);
    SortedSet<Long> finished = intake.batches(Log.COMMITS);
    return new Progress(intended, finished.isEmpty() ? -1 : finished.last(), control.topics());
  }
}

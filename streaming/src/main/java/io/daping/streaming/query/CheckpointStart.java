package io.daping.streaming.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.execution.streaming.checkpointing.CommitLog;
import org.apache.spark.sql.execution.streaming.checkpointing.CommitMetadata;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeq;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqLog;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqMetadata;
import org.apache.spark.sql.execution.streaming.runtime.SerializedOffset;
import org.apache.spark.sql.execution.streaming.runtime.StreamMetadata;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A new checkpoint as Spark leaves it behind a first micro-batch that took everything up to some
 * offsets: the query goes on from there.
 *
 * @param checkpoint that nothing was ever written to
 */
public record CheckpointStart(SparkSession spark, Checkpoint checkpoint) {
  /** The number of the micro-batch that it stands behind. */
  public static final long BATCH = 0;

  private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

  /**
   * Writes the checkpoint of a query that reads Kafka.
   *
   * @param offsets topic to partition to the first offset that was not taken
   */
  public void after(Map<String, Map<Integer, Long>> offsets) {
    checkpoint.make();
    StreamMetadata.write(
        new StreamMetadata(UUID.randomUUID().toString()),
        new Path(checkpoint.folder(), "metadata"),
        spark.sparkContext().hadoopConfiguration());
    Option<Offset> source = Option.apply(new SerializedOffset(json(offsets)));
    new OffsetSeqLog(spark, checkpoint.folder() + "/offsets")
        .add(
            BATCH,
            new OffsetSeq(
                CollectionConverters.asScala(List.of(source)).toSeq(), Option.apply(settings())));
    new CommitLog(spark, checkpoint.folder() + "/commits")
        .add(BATCH, new CommitMetadata(0, Option.empty()));
  }

  /** What Spark would write; the one setting that only a running query has is this session's. */
  private OffsetSeqMetadata settings() {
    long now = System.currentTimeMillis();
    Map<String, String> conf =
        new HashMap<>(
            CollectionConverters.asJava(OffsetSeqMetadata.apply(0, now, spark.conf()).conf()));
    conf.put(SHUFFLE_PARTITIONS, spark.conf().get(SHUFFLE_PARTITIONS));
    return new OffsetSeqMetadata(0, now, Map$.MODULE$.from(CollectionConverters.asScala(conf)));
  }

  private static String json(Map<String, Map<Integer, Long>> offsets) {
    Map<String, Map<Integer, Long>> sorted = new TreeMap<>();
    offsets.forEach((topic, partitions) -> sorted.put(topic, new TreeMap<>(partitions)));
    try {
      return JsonMapper.builder().build().writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers", e);
    }
  }
}

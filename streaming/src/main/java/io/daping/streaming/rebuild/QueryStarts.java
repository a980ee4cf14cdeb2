package io.daping.streaming.rebuild;

import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import io.daping.common.hbase.QueryProgress;
import io.daping.streaming.query.Checkpoint;
import io.daping.streaming.query.CheckpointStart;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Tells the control table where queries stand, so that they go on from there: behind the newest
 * finished micro-batch of a checkpoint that is there, or behind a new one of a new generation.
 */
record QueryStarts(SparkSession spark, Settings settings, ControlStore control) {

  /**
   * What is said of a query's last micro-batch.
   *
   * @param timestamp above which all that the query will write must be
   * @param eventTimes greatest accepted, by topic and partition
   */
  record Last(long timestamp, Map<String, Map<Integer, Long>> eventTimes) {}

  /** The query goes on by its own checkpoint; nothing is said of one that finished nothing. */
  void goOn(Standing standing, Last last) {
    standing
        .finished()
        .ifPresent(
            batch ->
                write(standing.query(), standing.generation(), standing.checkpoint(), batch, last));
  }

  /**
   * The query begins a new checkpoint behind these offsets, the first of its name from a number on.
   */
  void begin(String query, int leastGeneration, Positions behind, Last last) {
    int generation = leastGeneration;
    while (isTaken(checkpoint(query, generation))) {
      generation++;
    }
    Checkpoint checkpoint = checkpoint(query, generation);
    new CheckpointStart(spark, checkpoint).after(behind.byTopic());
    write(query, generation, checkpoint, CheckpointStart.BATCH, last);
  }

  /** Greatest event times by topic and partition, as a query has published them last. */
  Map<String, Map<Integer, Long>> eventTimes(String query) {
    return control.queries().stream()
        .filter(progress -> progress.name().equals(query))
        .findFirst()
        .map(QueryProgress::eventTimes)
        .orElse(Map.of());
  }

  private static boolean isTaken(Checkpoint checkpoint) {
    return checkpoint.id().isPresent() || checkpoint.isUsed();
  }

  private Checkpoint checkpoint(String query, int generation) {
    return Checkpoint.of(
        settings.tables().checkpoints(),
        query,
        generation,
        spark.sparkContext().hadoopConfiguration());
  }

  private void write(String query, int generation, Checkpoint checkpoint, long batch, Last last) {
    control.write(
        last.timestamp(),
        new QueryProgress(
            query,
            batch,
            checkpoint.offsets(batch),
            last.eventTimes(),
            0,
            0,
            Instant.ofEpochMilli(last.timestamp())));
    control.write(
        query,
        new Intent(
            generation,
            checkpoint.id().orElseThrow(),
            batch,
            last.timestamp(),
            checkpoint.offsetsText(batch).orElseThrow()));
  }
}

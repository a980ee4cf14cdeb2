package io.daping.batch.maintain;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.store.StoredTable;
import io.daping.common.config.MaintainSettings;
import io.daping.common.spark.Folders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Metadata;
import scala.Console;

/**
 * Files that no version of the last days names: VACUUM, where there are any. What a streaming query
 * has not read yet stays.
 *
 * @param tables paths
 */
record UnusedFiles(
    SparkSession spark,
    List<String> tables,
    MaintainSettings times,
    UnreadCommits unread,
    Clock clock)
    implements Upkeep {

  @Override
  public String name() {
    return "unused";
  }

  @Override
  public void run(Done done) {
    // VACUUM lists folders in this many tasks: ten thousand by default, half a minute a table.
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8");
    for (String path : tables) {
      StoredTable table = new StoredTable(spark, path);
      keep(table, done);
      vacuum(table, done);
    }
  }

  /** What the settings say stands in the table, too, for whoever else maintains it. */
  private void keep(StoredTable table, Done done) {
    Metadata metadata = table.snapshot().metadata();
    boolean isAsSet =
        DeltaLog.tombstoneRetentionMillis(metadata) == times.filesKeep().toMillis()
            && DeltaLog.forTable(spark, table.path()).deltaRetentionMillis(metadata)
                == times.logKeep().toMillis();
    if (isAsSet) {
      return;
    }
    done.tell(
        "%s: files are kept %s, the log %s"
            .formatted(
                table.name(), Durations.text(times.filesKeep()), Durations.text(times.logKeep())));
    if (!done.isRehearsal()) {
      spark.sql(
          "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = '%s', 'delta.logRetentionDuration' = '%s')"
              .formatted(table.path(), interval(times.filesKeep()), interval(times.logKeep())));
    }
  }

  private void vacuum(StoredTable table, Done done) {
    Instant before = clock.instant().minus(times.filesKeep());
    Set<String> unused = unused(table, before);
    if (unused.isEmpty()) {
      return;
    }
    Optional<String> waiting = unread.before(table, before);
    if (waiting.isPresent()) {
      done.leave(waiting.get());
      return;
    }
    done.figure("files", unused.size());
    done.tell("%s: %,d files that no version of now needs".formatted(table.name(), unused.size()));
    if (!done.isRehearsal()) {
      // It tells on standard output what it did; that is for results.
      Console.withOut(System.err, () -> spark.sql("VACUUM delta.`%s`".formatted(table.path())));
    }
  }

  /** Names, each of which is unique in the world, of files that were written before a time. */
  private Set<String> unused(StoredTable table, Instant before) {
    var hadoop = spark.sparkContext().hadoopConfiguration();
    Set<String> unused =
        new TreeSet<>(Folders.namesBefore(table.path(), ".parquet", before.toEpochMilli(), hadoop));
    if (unused.isEmpty()) {
      return unused;
    }
    table.files().forEach(file -> unused.remove(new Path(file.path()).getName()));
    Snapshot newest = table.snapshot();
    List<Row> removed =
        newest
            .stateDF()
            .where("remove IS NOT NULL")
            .where(col("remove.deletionTimestamp").geq(before.toEpochMilli()))
            .select("remove.path")
            .collectAsList();
    removed.forEach(row -> unused.remove(new Path(row.getString(0)).getName()));
    return unused;
  }

  private static String interval(Duration duration) {
    return "interval %d milliseconds".formatted(duration.toMillis());
  }
}

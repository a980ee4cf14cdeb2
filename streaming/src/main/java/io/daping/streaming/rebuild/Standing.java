package io.daping.streaming.rebuild;

import io.daping.common.fault.Refusal;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.streaming.query.Checkpoint;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How far a query that writes Delta tables has come, by what is not in HBase: its checkpoint, and
 * the transactions in its tables.
 *
 * @param generation of its checkpoint
 * @param written the number of the last micro-batch that wrote any of the tables; -1 for none
 * @param finished the last micro-batch that was finished; empty when the first was not. One that
 *     was begun and not finished is done again by the query itself
 */
record Standing(
    String query, int generation, long written, Checkpoint checkpoint, OptionalLong finished) {

  static Standing of(String query, List<Table> tables, String checkpoints, SparkSession spark) {
    Pattern ours = Pattern.compile("daping/" + query + "/(\\d+)/.*");
    int generation = 1;
    long written = -1;
    for (Table table : tables) {
      for (SetTransaction done : transactions(table, spark)) {
        Matcher name = ours.matcher(done.appId());
        if (name.matches()) {
          int of = Integer.parseInt(name.group(1));
          if (of >= generation) {
            written = of > generation ? done.version() : Math.max(written, done.version());
            generation = of;
          }
        }
      }
    }
    var hadoop = spark.sparkContext().hadoopConfiguration();
    Checkpoint checkpoint = Checkpoint.of(checkpoints, query, generation, hadoop);
    return new Standing(query, generation, written, checkpoint, checkpoint.lastFinished());
  }

  private static Iterable<SetTransaction> transactions(Table table, SparkSession spark) {
    var snapshot = DeltaLog.forTableWithSnapshot(spark, table.path())._2();
    return snapshot.version() < 0
        ? List.of()
        : CollectionConverters.asJava(snapshot.setTransactions());
  }

  /** Whether the query never did anything. */
  boolean neverRan() {
    return written < 0 && !checkpoint.isUsed();
  }

  /** Whether it did something, and its checkpoint is not there. */
  boolean isLost() {
    return !neverRan() && checkpoint.id().isEmpty();
  }

  /** Where that micro-batch ended, of a query that reads Kafka. */
  Positions reached() {
    return finished.isPresent()
        ? Positions.of(checkpoint.offsets(finished.getAsLong()))
        : Positions.NONE;
  }

  /**
   * @throws Refusal when the tables hold what the checkpoint knows nothing of: going on from it
   *     would write that twice
   */
  void checkNotOlder() {
    long begun = checkpoint.lastBegun().orElse(-1);
    if (!isLost() && written > begun) {
      throw new Refusal(
          "%s is an older copy: its last micro-batch is %d, but the tables have %d"
              .formatted(checkpoint.folder(), begun, written),
          "Put back the newest copy of the folder.");
    }
  }
}

package io.daping.batch.maintain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.daping.batch.store.StoredTable;
import io.daping.batch.store.StoredTable.DataFile;
import io.daping.batch.store.Trimmed;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.delta.tables.DeltaTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Days of records in clear text whose time to keep is over, whole partitions at once. A day stays,
 * and says so, while a business day that its records count in is not sealed: the night would miss
 * them. First it is written down which offsets go.
 *
 * @param table bronze or quarantine
 * @param keep how long records are kept after their day is over
 */
record OldDays(
    SparkSession spark, DeltaTables tables, Table table, Duration keep, OpenDays open, Clock clock)
    implements Upkeep {
  private static final Column[] PARTITION = {col("topic"), col("partition"), col("record_day")};

  @Override
  public String name() {
    return store();
  }

  @Override
  public void run(Done done) {
    Map<LocalDate, Long> old = old();
    if (old.isEmpty()) {
      return;
    }
    Map<LocalDate, SortedSet<LocalDate>> unsealed = open.behind(table, old.keySet());
    List<LocalDate> going = new ArrayList<>();
    for (LocalDate day : old.keySet()) {
      SortedSet<LocalDate> waiting = unsealed.get(day);
      if (waiting.isEmpty()) {
        going.add(day);
        done.tell("%s: day %s, %,d records".formatted(store(), day, old.get(day)));
        done.figure("records", old.get(day));
      } else {
        done.leave(
            "%s of %s is kept longer than %s: not sealed yet: %s"
                .formatted(store(), day, Durations.text(keep), waiting));
      }
    }
    done.figure("days", going.size());
    if (!going.isEmpty() && !done.isRehearsal()) {
      delete(going);
    }
  }

  private String store() {
    return new StoredTable(spark, table.path()).name();
  }

  /** The days whose time is over, and how many records each has; by the log alone. */
  private Map<LocalDate, Long> old() {
    Instant now = clock.instant();
    Map<LocalDate, Long> old = new TreeMap<>();
    for (DataFile file : new StoredTable(spark, table.path()).files()) {
      LocalDate day = LocalDate.parse(file.split());
      Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (!end.plus(keep).isAfter(now)) {
        old.merge(day, Math.max(0, file.rows()), Long::sum);
      }
    }
    return old;
  }

  private void delete(Collection<LocalDate> days) {
    Column ofDays = col("record_day").isin(days.toArray());
    Dataset<Row> going = table.read(spark).where(ofDays);
    Table trimmed = tables.trimmed();
    (store().equals(Trimmed.BRONZE) ? runs(going) : sums(going))
        .withColumn("store", lit(store()))
        .withColumn("trimmed_time", current_timestamp())
        .withColumn("day", lit(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
        .to(trimmed.schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(trimmed.path());
    DeltaTable.forPath(spark, table.path()).delete(ofDays);
  }

  /** Neighbouring offsets together. */
  private static Dataset<Row> runs(Dataset<Row> going) {
    Column rank = dense_rank().over(Window.partitionBy(PARTITION).orderBy("offset"));
    return sums(
        going.withColumn("run", col("offset").minus(rank)),
        new Column[] {PARTITION[0], PARTITION[1], PARTITION[2], col("run")});
  }

  private static Dataset<Row> sums(Dataset<Row> going, Column... by) {
    return going
        .groupBy(by.length == 0 ? PARTITION : by)
        .agg(
            min("offset").as("first_offset"),
            max("offset").as("last_offset"),
            count(lit(1)).as("rows"))
        .drop("run");
  }
}

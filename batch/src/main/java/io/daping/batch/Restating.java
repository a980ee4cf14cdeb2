package io.daping.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.publish.SealLog;
import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.TopicCells;
import io.daping.batch.reconcile.NumberChanges;
import io.daping.batch.reconcile.StoredCells;
import io.daping.common.catalogue.Metric;
import io.daping.common.hbase.Seal;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The restatement log: each number that readers saw otherwise before. Of a day that is sealed for
 * the first time they saw the stream's, and the reconciliation has told where it differs and why;
 * of a day that is sealed anew they saw the last seal's.
 */
final class Restating {
  /** Causes of a change between two nights. */
  private static final String LATE = "late";

  private static final String DEFINITION_CHANGED = "definition-changed";
  private static final String RECOMPUTED = "recomputed";

  private final Pass pass;

  Restating(Pass pass) {
    this.pass = pass;
  }

  /**
   * @param seals that readers see now
   * @param before the seals that they replace, by day; none for a day that had none
   */
  void write(List<Seal> seals, Map<LocalDate, Seal> before) {
    List<Seal> first = seals.stream().filter(s -> !before.containsKey(s.day())).toList();
    List<Seal> again = seals.stream().filter(s -> before.containsKey(s.day())).toList();
    List<Dataset<Row>> changes = new ArrayList<>();
    if (!first.isEmpty()) {
      changes.add(ofStream(first));
    }
    if (!again.isEmpty()) {
      changes.add(ofNight(again, before));
    }
    // A quantile may be the same and be read from other samples: that changes nothing for readers.
    Column isChanged = not(col("old_value").equalTo(col("new_value")));
    replace(seals, changes.stream().reduce(Dataset::unionByName).orElseThrow().where(isChanged));
  }

  private Dataset<Row> ofStream(List<Seal> seals) {
    return NightTables.of(pass.settings())
        .differences()
        .read(pass.spark())
        .where(pass.range().predicate())
        .where(isOf(seals))
        .withColumnRenamed("stream", "old_value")
        .withColumnRenamed("batch", "new_value")
        .withColumn("sealed", timestamp(seals))
        .select(columns());
  }

  private Dataset<Row> ofNight(List<Seal> seals, Map<LocalDate, Seal> before) {
    Map<LocalDate, Long> old = new HashMap<>();
    seals.forEach(seal -> old.put(seal.day(), before.get(seal.day()).timestamp()));
    Dataset<Row> was =
        new StoredCells(pass.settings(), TopicCells.of(pass.catalogue()))
            .ofNight(pass.spark(), pass.range(), old);
    Dataset<Row> changed =
        new NumberChanges(pass.catalogue())
            .of(pass.cells().where(isOf(seals)), was)
            .withColumn("cause", cause(seals, before));
    return new GoldRows(pass.catalogue())
        .named(changed)
        .withColumn("sealed", timestamp(seals))
        .select(columns());
  }

  /**
   * A changed definition by day and metric. What came late by day and topic: which numbers an event
   * touches is not told by its own windows alone, for it changes what becomes of others of its
   * order, session or user; to find out would take another recomputation, of the days as they were.
   */
  private Column cause(List<Seal> seals, Map<LocalDate, Seal> before) {
    LastArrivals arrivals = LastArrivals.of(pass);
    Column cause = lit(RECOMPUTED);
    for (Seal seal : seals) {
      Object[] sources = arrivals.since(before.get(seal.day()).sealedAt(), seal.day());
      Column isLate = col("topic").isin(sources);
      cause = when(isOf(List.of(seal)).and(isLate), LATE).otherwise(cause);
    }
    List<Seal> others =
        seals.stream()
            .filter(s -> before.get(s.day()).catalogueVersion() != s.catalogueVersion())
            .toList();
    return others.isEmpty()
        ? cause
        : when(isOfAnotherDefinition(others), DEFINITION_CHANGED).otherwise(cause);
  }

  /** Of a day whose seal does not say what its metrics counted, each may have changed. */
  private Column isOfAnotherDefinition(List<Seal> seals) {
    Map<LocalDate, Map<String, String>> before =
        new SealLog(pass.spark(), pass.settings()).definitions(pass.range());
    Column isOther = lit(false);
    for (Seal seal : seals) {
      Map<String, String> then = before.getOrDefault(seal.day(), Map.of());
      Object[] changed =
          pass.catalogue().metrics().stream()
              .filter(metric -> !metric.definition().equals(then.get(metric.name())))
              .map(Metric::id)
              .toArray();
      isOther = isOther.or(isOf(List.of(seal)).and(col("metric").isin(changed)));
    }
    return isOther;
  }

  private void replace(List<Seal> seals, Dataset<Row> changes) {
    Table table = NightTables.of(pass.settings()).restatements();
    Object[] timestamps = seals.stream().map(Seal::timestamp).distinct().toArray();
    String sealed = String.join(", ", Arrays.stream(timestamps).map(Object::toString).toList());
    changes
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", pass.range().predicate() + " AND sealed IN (" + sealed + ")")
        .save(table.path());
  }

  private static Column isOf(List<Seal> seals) {
    return col("day").isin(seals.stream().map(Seal::day).toArray());
  }

  private static Column timestamp(List<Seal> seals) {
    Column timestamp = lit(null).cast("bigint");
    for (Seal seal : seals) {
      timestamp = when(col("day").equalTo(lit(seal.day())), seal.timestamp()).otherwise(timestamp);
    }
    return coalesce(timestamp, lit(0L));
  }

  private Column[] columns() {
    return Arrays.stream(NightTables.of(pass.settings()).restatements().schema().fieldNames())
        .map(functions::col)
        .toArray(Column[]::new);
  }
}

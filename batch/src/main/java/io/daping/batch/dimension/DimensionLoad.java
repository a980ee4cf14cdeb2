package io.daping.batch.dimension;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.spark.DimensionTable;
import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Takes a list into its dimension table, in one commit or not at all: what is equal stays, what has
 * changed is closed and opened anew, what is new is opened, what a complete list lacks is closed.
 */
public final class DimensionLoad {
  private final SparkSession spark;
  private final Settings settings;

  public DimensionLoad(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * @param path of the list
   * @return how many keys were equal, changed, new and closed
   * @throws Failure when the list is bad or begins before what is known; nothing is changed then
   */
  Map<String, Long> load(String path, History history) {
    DimensionTable table = history.table();
    List<Row> rows = rows(path, table);
    if (rows.isEmpty() && history.whole() == History.Whole.COMPLETE) {
      throw new Failure(
          path
              + " is empty: as a complete list it would close every "
              + table.code()
              + " there is");
    }
    table.create(spark, settings);
    int slices = spark.sparkContext().defaultParallelism();
    Dataset<Row> list =
        spark.createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, slices),
            table.listSchema());
    Dataset<Row> changes =
        history.changes(table.read(spark, settings), list).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return apply(history, changes);
    } finally {
      changes.unpersist();
    }
  }

  private List<Row> rows(String path, DimensionTable table) {
    BadList bad = new BadList();
    EntryRows entries = new EntryRows(table, settings.zone(), bad);
    new ListSource(spark, path).read(entries, bad);
    if (!bad.isEmpty()) {
      throw new Failure(path + " is not taken; mend it and load it again:\n" + bad);
    }
    return entries.rows();
  }

  private Map<String, Long> apply(History history, Dataset<Row> changes) {
    refuseEarly(history, changes);
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : changes.groupBy(History.CHANGE).count().collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    if (counts.keySet().stream().anyMatch(change -> !change.equals(History.EQUAL))) {
      merge(history, changes);
    }
    return counts;
  }

  private static void refuseEarly(History history, Dataset<Row> changes) {
    String key = history.table().key();
    List<Row> early = history.tooEarly(changes).select(key).limit(5).collectAsList();
    if (!early.isEmpty()) {
      throw new Failure(
          "at %s the history of %s would be rewritten: what is known of them began later. Name a later --at."
              .formatted(
                  history.at().toInstant(),
                  early.stream().map(row -> row.getString(0)).collect(Collectors.joining(", "))));
    }
  }

  /** One row a closing, matched by its key, and one an opening, matched by nothing. */
  private void merge(History history, Dataset<Row> changes) {
    DimensionTable table = history.table();
    Column ends = col(History.CHANGE).isin(History.CHANGED, History.CLOSED);
    Column begins = col(History.CHANGE).isin(History.CHANGED, History.NEW);
    Dataset<Row> steps =
        changes
            .where(ends)
            .withColumn("closes", col(table.key()))
            .unionByName(changes.where(begins).withColumn("closes", lit(null).cast("string")))
            .withColumn("version", coalesce(col("last.version"), lit(0)).plus(1))
            .withColumn("valid_from", lit(history.at()))
            .drop("last", History.CHANGE);
    Map<String, Column> opened = new LinkedHashMap<>();
    Arrays.stream(table.schema().fieldNames())
        .forEach(name -> opened.put(name, functions.col("s." + name)));
    opened.put("valid_to", lit(null).cast("timestamp"));
    DeltaTable.forPath(spark, table.path(settings))
        .as("t")
        .merge(
            steps.as("s"),
            col("t." + table.key()).equalTo(col("s.closes")).and(col("t.valid_to").isNull()))
        .whenMatched()
        .update(Map.of("valid_to", lit(history.at())))
        .whenNotMatched()
        .insert(opened)
        .execute();
  }
}

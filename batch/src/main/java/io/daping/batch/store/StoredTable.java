package io.daping.batch.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;

import io.daping.common.spark.DeltaTables.Table;
import io.delta.tables.DeltaTable;
import java.io.Serializable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * A Delta table as its log tells it.
 *
 * @param path a Hadoop path
 */
public record StoredTable(SparkSession spark, String path) {
  private static final long UNKNOWN = -1;

  /**
   * A file that the newest version names.
   *
   * @param table the table's name
   * @param path whole
   * @param split the value of the first column that files are split by, null without
   * @param rows as many as the log says, -1 if it does not
   */
  public record DataFile(String table, String path, String split, long bytes, long rows)
      implements Serializable {
    /** Whether the log says how many rows it has. */
    public boolean hasRows() {
      return rows != UNKNOWN;
    }
  }

  /** A table's newest rows; none when nobody has made it yet. */
  public static Dataset<Row> rows(SparkSession spark, Table table) {
    return DeltaTable.isDeltaTable(spark, table.path())
        ? table.read(spark)
        : spark.createDataFrame(List.of(), table.schema());
  }

  /** Whether anybody has made the table and it has a file, where that is known without reading. */
  public boolean mayHaveRows() {
    return DeltaTable.isDeltaTable(spark, path) && mayHaveFiles(1);
  }

  /** Whether it has so many files, or nobody knows without reading. */
  public boolean mayHaveFiles(long least) {
    return OptionConverters.toJava(snapshot().numOfFilesIfKnown())
        .map(known -> (Long) known >= least)
        .orElse(true);
  }

  /** The last part of the path. */
  public String name() {
    return new Path(path).getName();
  }

  /** Forgets what this process remembers of all tables: the disk is asked from now on. */
  public static void forgetAll() {
    DeltaLog.clearCache();
  }

  /** The newest version. */
  public Snapshot snapshot() {
    return DeltaLog.forTableWithSnapshot(spark, path)._2();
  }

  /** The files of the newest version. */
  public List<DataFile> files() {
    Snapshot newest = snapshot();
    List<String> split = CollectionConverters.asJava(newest.metadata().partitionColumns());
    String day = split.isEmpty() ? "" : split.get(0);
    return newest
        .stateDF()
        .where("add IS NOT NULL")
        .select(
            col("add.path"),
            col("add.partitionValues").getItem(day),
            col("add.size"),
            get_json_object(col("add.stats"), "$.numRecords").cast("bigint"))
        .collectAsList()
        .stream()
        .map(this::file)
        .toList();
  }

  /** Transaction id to the last number that was written under it. */
  public Map<String, Long> transactions() {
    Map<String, Long> last = new LinkedHashMap<>();
    Snapshot newest = snapshot();
    var known = OptionConverters.toJava(newest.setTransactionsIfKnown());
    CollectionConverters.asJava(known.orElseGet(newest::setTransactions))
        .forEach(t -> last.put(t.appId(), t.version()));
    return last;
  }

  private DataFile file(Row row) {
    long rows = row.isNullAt(3) ? UNKNOWN : row.getLong(3);
    return new DataFile(name(), whole(row.getString(0)), row.getString(1), row.getLong(2), rows);
  }

  /** The log encodes names as URIs do. */
  private String whole(String logged) {
    return new Path(new Path(path), new Path(URI.create(logged))).toString();
  }
}

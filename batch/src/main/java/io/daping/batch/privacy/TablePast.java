package io.daping.batch.privacy;

import static org.apache.spark.sql.functions.col;

import io.daping.common.spark.Folders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * What a Delta table's files hold beyond its newest rows: rows that are marked as deleted, and
 * files that the newest version does not name. Where there is neither, nothing can be purged: REORG
 * rewrites files with marked rows alone, and VACUUM removes such files alone.
 */
record TablePast(SparkSession spark, String path) {

  boolean isThere() {
    List<Row> files =
        DeltaLog.forTableWithSnapshot(spark, path)
            ._2()
            .allFiles()
            .select(col("path"), col("deletionVector").isNotNull())
            .collectAsList();
    Set<String> named = new HashSet<>();
    files.forEach(file -> named.add(new Path(file.getString(0)).getName()));
    return files.stream().anyMatch(file -> file.getBoolean(1)) || !named.containsAll(onDisk());
  }

  /** A file's name is unique in the world; folders are not. */
  private Set<String> onDisk() {
    var conf = spark.sparkContext().hadoopConfiguration();
    return Folders.namesBelow(path, ".parquet", "_delta_log", conf);
  }
}

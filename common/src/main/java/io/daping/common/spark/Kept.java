package io.daping.common.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.CachedData;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that are made once, when they are first needed, and kept in memory or on disk until this is
 * closed. Plans over them begin at the kept rows: Spark's own {@code persist} leaves all that made
 * the rows in each later plan, and looking through that again and again takes longer than a small
 * day's work.
 */
public final class Kept implements AutoCloseable {
  private final Dataset<Row> made;
  private final Dataset<Row> rows;

  private Kept(Dataset<Row> made, Dataset<Row> rows) {
    this.made = made;
    this.rows = rows;
  }

  /** Keeps rows. */
  public static Kept of(Dataset<Row> made) {
    made.persist(StorageLevel.MEMORY_AND_DISK());
    SparkSession spark = (SparkSession) made.sparkSession();
    CachedData kept =
        spark
            .sharedState()
            .cacheManager()
            .lookupCachedData((org.apache.spark.sql.classic.Dataset<?>) made)
            .get();
    return new Kept(made, Dataset$.MODULE$.ofRows(spark, kept.cachedRepresentation()));
  }

  /** The rows. */
  public Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    made.unpersist();
  }
}

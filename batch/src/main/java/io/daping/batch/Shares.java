package io.daping.batch;

import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Into how many shares Spark cuts the work on some days. Few for a small day, whose time is that of
 * the tasks' beginnings; of a large one so many that memory holds what tasks put together.
 *
 * @param least what the session was started with
 */
record Shares(SparkSession spark, int least) {
  private static final String SETTING = "spark.sql.shuffle.partitions";

  /** Of events, some hundred thousand; memory needs ten times as much for their cells. */
  private static final long BYTES_EACH = 8 << 20;

  private static final int MOST = 1_000;

  static Shares of(SparkSession spark) {
    return new Shares(spark, Integer.parseInt(spark.conf().get(SETTING)));
  }

  /** Cuts what follows by the size of these days. */
  void fit(DayRange range, DeltaTables tables) {
    long bytes = 0;
    for (Topic topic : Topic.values()) {
      for (LocalDate day : range.days()) {
        bytes += bytes(new Path(tables.silver(topic).path(), "day=" + day));
      }
    }
    spark.conf().set(SETTING, Math.max(least, Math.min(MOST, bytes / BYTES_EACH)));
  }

  /** Also of files that were replaced and are not deleted yet: it is an estimate. */
  private long bytes(Path partition) {
    try {
      return partition
          .getFileSystem(spark.sparkContext().hadoopConfiguration())
          .getContentSummary(partition)
          .getLength();
    } catch (FileNotFoundException e) {
      return 0; // a day without events of this topic
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + partition, e);
    }
  }
}

package io.daping.batch.reconcile;

import io.daping.batch.DayRange;
import io.daping.batch.recompute.CellRows;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Cells of HBase in the form of {@link CellRows}; further {@code version} of the catalogue and
 * {@code written}, the cell's timestamp. Estimates stand for sketches.
 */
public record StoredCells(Settings settings, List<TopicCells> topics) {
  static final StructType SCHEMA =
      new StructType()
          .add("topic", DataTypes.IntegerType)
          .add("by", DataTypes.IntegerType)
          .add("dimension", DataTypes.StringType)
          .add("grain", DataTypes.IntegerType)
          .add("window", DataTypes.LongType)
          .add("day", DataTypes.DateType)
          .add("values", DataTypes.createArrayType(CellRows.VALUE))
          .add("events", DataTypes.LongType)
          .add("late", DataTypes.LongType)
          .add("version", DataTypes.IntegerType)
          .add("written", DataTypes.LongType);

  /** Short enough that the scans can be dealt out to tasks evenly. */
  private static final int DAYS_PER_SCAN = 16;

  private static final int TASKS_PER_CORE = 4;

  /** The stream's of a range of days. */
  public Dataset<Row> ofStream(SparkSession spark, DayRange range) {
    return read(spark, range, null);
  }

  /**
   * The night's of a range of days.
   *
   * @param sealed by day, the timestamp of the cells that are meant; other days have none
   */
  public Dataset<Row> ofNight(SparkSession spark, DayRange range, Map<LocalDate, Long> sealed) {
    return read(spark, range, new HashMap<>(sealed));
  }

  private Dataset<Row> read(SparkSession spark, DayRange range, HashMap<LocalDate, Long> sealed) {
    ZoneId zone = settings.zone();
    List<CellRange> scans = new ArrayList<>();
    for (DayRange part : range.passes(DAYS_PER_SCAN)) {
      for (TopicCells cells : topics) {
        for (Dimension d : cells.dimensions()) {
          for (Grain grain : cells.grains(d)) {
            scans.add(
                new CellRange(cells.source(), d, grain, part.startMs(zone), part.endMs(zone)));
          }
        }
      }
    }
    RowKeys keys = new RowKeys(settings.hbase().saltBuckets());
    // The long scans, of minutes and of items, are neighbours in the catalogue's order.
    Collections.shuffle(scans, new Random(1));
    CellScan scan = new CellScan(HBase.Target.of(settings), keys, topics, scans, zone, sealed);
    int tasks = Math.min(scans.size(), spark.sparkContext().defaultParallelism() * TASKS_PER_CORE);
    return spark.range(0, scans.size(), 1, tasks).mapPartitions(scan, Encoders.row(SCHEMA));
  }
}

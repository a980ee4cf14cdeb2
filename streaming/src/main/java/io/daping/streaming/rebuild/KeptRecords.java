package io.daping.streaming.rebuild;

import static org.apache.spark.sql.functions.*;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How far back the log goes. Old days of bronze are deleted; their events are in silver for good.
 *
 * @param first day of bronze, in UTC; null when bronze has no records
 * @param isCut whether there were records before that day
 */
record KeptRecords(LocalDate first, boolean isCut) {

  static KeptRecords of(SparkSession spark, Settings settings) {
    DeltaTables tables = DeltaTables.of(settings);
    Date first = tables.bronze().read(spark).agg(min("record_day")).first().getDate(0);
    if (first == null) {
      return new KeptRecords(
          null, Arrays.stream(Topic.values()).anyMatch(t -> has(spark, tables, t)));
    }
    KeptRecords kept = new KeptRecords(first.toLocalDate(), true);
    boolean isCut =
        Arrays.stream(Topic.values())
            .anyMatch(t -> !tables.silver(t).read(spark).where(kept.isBefore()).isEmpty());
    return new KeptRecords(kept.first, isCut);
  }

  private static boolean has(SparkSession spark, DeltaTables tables, Topic topic) {
    return !tables.silver(topic).read(spark).isEmpty();
  }

  /** Rows of silver or quarantine whose records bronze has no more. */
  Column isBefore() {
    return first == null ? lit(true) : col("record_time").lt(lit(begin()));
  }

  /**
   * Windows that begin before have events of which no record is there, or may have; {@link
   * Long#MIN_VALUE} when bronze has every record that ever came.
   */
  long firstWindow(Settings settings) {
    if (!isCut) {
      return Long.MIN_VALUE;
    }
    // An event may be so much ahead of its record.
    return first == null
        ? Long.MAX_VALUE
        : begin().toEpochMilli() + settings.intake().futureLimit().toMillis();
  }

  /** The business days of accepted events some of whose windows are not made again. */
  SortedSet<LocalDate> cutDays(SparkSession spark, Settings settings) {
    if (!isCut) {
      return new TreeSet<>();
    }
    Dataset<Row> days =
        Arrays.stream(Topic.values())
            .map(topic -> DeltaTables.of(settings).silver(topic).read(spark).select("day"))
            .reduce(Dataset::union)
            .orElseThrow()
            .distinct();
    LocalDate last =
        first == null
            ? LocalDate.MAX
            : Instant.ofEpochMilli(firstWindow(settings) - 1).atZone(settings.zone()).toLocalDate();
    return days.collectAsList().stream()
        .map(row -> row.getDate(0).toLocalDate())
        .filter(day -> !day.isAfter(last))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Instant begin() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

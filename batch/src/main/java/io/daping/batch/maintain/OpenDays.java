package io.daping.batch.maintain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.to_date;

import io.daping.batch.DayRange;
import io.daping.batch.store.StoredTable;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Which business days records count in that are not sealed. */
record OpenDays(SparkSession spark, Settings settings, ControlStore control) {

  /**
   * @param table of records
   * @param recordDays days of record times, in UTC
   * @return of each the business days of its records and of their events that are not sealed
   */
  Map<LocalDate, SortedSet<LocalDate>> behind(Table table, Collection<LocalDate> recordDays) {
    Map<LocalDate, SortedSet<LocalDate>> open = new TreeMap<>();
    recordDays.forEach(day -> open.put(day, new TreeSet<>()));
    Dataset<Row> days =
        ownDays(table)
            .unionByName(eventDays(recordDays))
            .where(col("record_day").isin(recordDays.toArray()))
            .distinct();
    for (Row row : days.collectAsList()) {
      open.get(row.getDate(0).toLocalDate()).add(row.getDate(1).toLocalDate());
    }
    Set<LocalDate> sealed = control.seals().keySet();
    open.values().forEach(some -> some.removeAll(sealed));
    return open;
  }

  /** What came is counted at its record time. */
  private Dataset<Row> ownDays(Table table) {
    return StoredTable.rows(spark, table)
        .select(
            col("record_day"),
            to_date(from_utc_timestamp(col("record_time"), settings.zone().getId())).as("day"));
  }

  /** The days of accepted events, by record day; an event's day is near its record's. */
  private Dataset<Row> eventDays(Collection<LocalDate> recordDays) {
    int back = Math.toIntExact(settings.intake().tooOldLimit().toDays()) + 2;
    DayRange near =
        new DayRange(
            Collections.min(recordDays).minusDays(back), Collections.max(recordDays).plusDays(3));
    return Arrays.stream(Topic.values())
        .map(topic -> StoredTable.rows(spark, DeltaTables.of(settings).silver(topic)))
        .map(silver -> silver.where(near.holds(col("day"))))
        .map(silver -> silver.select(to_date(col("record_time")).as("record_day"), col("day")))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }
}

package io.daping.batch.recompute;

import io.daping.batch.DayRange;
import io.daping.batch.store.Trimmed;
import io.daping.common.config.Settings;
import io.daping.common.spark.DeltaTables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Business days of whose records some were deleted when their time was over. */
record TrimmedDays(SparkSession spark, Settings settings) {

  /** Those of a range. */
  List<LocalDate> of(DayRange range) {
    Set<LocalDate> gone = Trimmed.read(spark, DeltaTables.of(settings)).days();
    return range.days().stream().filter(day -> touches(DayRange.of(day), gone)).toList();
  }

  /** A record's day is of UTC: a business day touches two. */
  private boolean touches(DayRange day, Set<LocalDate> gone) {
    return gone.contains(utc(day.startMs(settings.zone())))
        || gone.contains(utc(day.endMs(settings.zone()) - 1));
  }

  private static LocalDate utc(long ms) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(ms), ZoneOffset.UTC);
  }
}

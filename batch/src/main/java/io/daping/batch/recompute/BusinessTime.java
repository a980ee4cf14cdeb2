package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.unix_millis;

import io.daping.common.catalogue.Grain;
import java.io.Serializable;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/**
 * Windows of the business zone as expressions over epoch milliseconds, the same as {@link
 * io.daping.common.catalogue.Windows}. The session's zone must be UTC.
 */
public record BusinessTime(ZoneId zone) implements Serializable {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;

  /** The start of the window that holds a time. */
  public Column start(Grain grain, Column ms) {
    return switch (grain) {
      case MINUTE -> ms.minus(pmod(ms, lit(MINUTE_MS)));
      // Not by the local hour's name: at the end of summer time two hours bear the same.
      case HOUR -> ms.minus(pmod(unix_millis(local(ms)), lit(HOUR_MS)));
      case DAY -> unix_millis(toUtc(date_trunc("day", local(ms))));
    };
  }

  /** The end of the window that starts here. */
  public Column end(Grain grain, Column start) {
    return switch (grain) {
      case MINUTE -> start.plus(MINUTE_MS);
      case HOUR -> start.plus(HOUR_MS);
      case DAY -> unix_millis(toUtc(date_add(day(start), 1).cast("timestamp")));
    };
  }

  /** The business day of a time. */
  public Column day(Column ms) {
    return to_date(local(ms));
  }

  private Column local(Column ms) {
    return from_utc_timestamp(timestamp_millis(ms), zone.getId());
  }

  private Column toUtc(Column local) {
    return to_utc_timestamp(local, zone.getId());
  }
}

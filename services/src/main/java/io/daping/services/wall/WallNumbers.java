package io.daping.services.wall;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the wall shows of one business day, as read at one moment. A null number was not read: the
 * catalogue has no such metric, or nothing was ever read.
 *
 * @param day the business day of the newest data
 * @param asOf when the newest of the cells was written; null when there is none
 * @param watermark event time up to which the stream has read; null before any
 * @param gmv in minor units of {@code currency}
 * @param gmvMinutes what was paid in each minute that has anything, by time
 * @param pvMinutes what was viewed in each minute that has anything, by time
 * @param topItems the best by gmv, best first
 */
record WallNumbers(
    LocalDate day,
    Instant asOf,
    Instant watermark,
    String currency,
    Long gmv,
    Long orders,
    Estimate buyers,
    Long units,
    Long pv,
    Estimate uv,
    List<MinutePoint> gmvMinutes,
    List<MinutePoint> pvMinutes,
    List<TopItem> topItems) {

  /** A count and its relative standard error; 0 is exact. */
  record Estimate(long value, double error) {}

  /** One bar of the list of best items. */
  record TopItem(
      int rank,
      String itemId,
      Long units,
      long gmvPaid,
      @JsonInclude(JsonInclude.Include.NON_NULL) Change change) {}

  /**
   * How a rank has changed.
   *
   * @param ranks by how many it went up, below 0 down
   * @param gained gmv since then, in minor units
   * @param sinceMs when the earlier ranking was seen, epoch milliseconds
   */
  record Change(int ranks, long gained, long sinceMs) {}

  /** Before anything was read. */
  static WallNumbers none(LocalDate day, String currency) {
    return new WallNumbers(
        day, null, null, currency, null, null, null, null, null, null, List.of(), List.of(),
        List.of());
  }
}

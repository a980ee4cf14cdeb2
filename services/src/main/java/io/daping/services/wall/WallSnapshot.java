package io.daping.services.wall;

import io.daping.services.wall.WallNumbers.Estimate;
import io.daping.services.wall.WallNumbers.TopItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The wall's JSON document. Money is in minor units of {@code currency}; null numbers are unknown.
 *
 * @param zone the business zone
 * @param businessDay the day of all {@code …Today} numbers: that of the newest data
 * @param dataAgeMs how long ago the newest cell was written; null when there is none
 * @param stale the store did not answer lately: these are the last numbers it gave
 */
record WallSnapshot(
    String title,
    String zone,
    LocalDate businessDay,
    Instant asOf,
    Instant watermark,
    Long dataAgeMs,
    boolean stale,
    String currency,
    Long gmvPaidToday,
    Long ordersPaidToday,
    Estimate buyersToday,
    Long unitsToday,
    Long pvToday,
    Estimate uvToday,
    List<MinutePoint> gmvMinutes,
    List<MinutePoint> pvMinutes,
    List<TopItem> topItems) {

  /** What does not change while the wall runs. */
  record Frame(String title, String zone) {}

  static WallSnapshot of(Frame frame, WallNumbers numbers, Instant now, boolean stale) {
    return new WallSnapshot(
        frame.title(),
        frame.zone(),
        numbers.day(),
        numbers.asOf(),
        numbers.watermark(),
        age(numbers.asOf(), now),
        stale,
        numbers.currency(),
        numbers.gmv(),
        numbers.orders(),
        numbers.buyers(),
        numbers.units(),
        numbers.pv(),
        numbers.uv(),
        numbers.gmvMinutes(),
        numbers.pvMinutes(),
        numbers.topItems());
  }

  /** Whether a browser that holds before needs only the changed minutes to hold this. */
  boolean extendsOn(WallSnapshot before) {
    return businessDay.equals(before.businessDay)
        && MinutePoint.allKept(before.gmvMinutes, gmvMinutes)
        && MinutePoint.allKept(before.pvMinutes, pvMinutes);
  }

  /** This document with only those minutes that differ from before. */
  WallSnapshot since(WallSnapshot before) {
    return new WallSnapshot(
        title,
        zone,
        businessDay,
        asOf,
        watermark,
        dataAgeMs,
        stale,
        currency,
        gmvPaidToday,
        ordersPaidToday,
        buyersToday,
        unitsToday,
        pvToday,
        uvToday,
        MinutePoint.changed(before.gmvMinutes, gmvMinutes),
        MinutePoint.changed(before.pvMinutes, pvMinutes),
        topItems);
  }

  private static Long age(Instant asOf, Instant now) {
    return asOf == null ? null : Math.max(0, Duration.between(asOf, now).toMillis());
  }
}

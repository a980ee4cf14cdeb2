package io.daping.local.load;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How busy the shop is, against its mean, and which promotion runs. Each full hour begins with a
 * flash sale of two minutes; one more promotion may open at a time of its own, for ten.
 *
 * @param opening when the further promotion opens, or null
 */
record Intensity(Shape shape, ZoneId zone, Instant opening) {
  private static final double[] HOURS = {
    0.90, 0.45, 0.25, 0.15, 0.13, 0.20, 0.40, 0.70, 0.95, 1.15, 1.35, 1.25,
    1.20, 1.25, 1.25, 1.25, 1.20, 1.10, 1.15, 1.40, 1.75, 1.85, 1.60, 1.20
  };
  private static final double MEAN_HOUR = Arrays.stream(HOURS).average().orElseThrow();
  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final double FLASH = Duration.ofMinutes(2).toMillis();
  private static final double OPENING = Duration.ofMinutes(10).toMillis();
  private static final double FLASH_PEAK = 3;
  private static final double OPENING_PEAK = 7;

  /** Whether the rate varies. */
  enum Shape {
    /** Nights are quiet, evenings busy, promotions begin with a rush. */
    DAY,
    /** The rate is kept. */
    FLAT
  }

  /** One on the mean of a day without a further promotion. */
  double at(long millis) {
    if (shape == Shape.FLAT) {
      return 1;
    }
    double flashes = 1 + FLASH_PEAK / 2 * FLASH / HOUR;
    double rush =
        1
            + FLASH_PEAK * left(sinceFullHour(millis), FLASH)
            + OPENING_PEAK * left(sinceOpening(millis), OPENING);
    return hour(millis) / MEAN_HOUR * rush / flashes;
  }

  /** The mean over a span, taken at 1,000 points of it. */
  double mean(Instant from, Duration span) {
    long step = Math.max(1, span.toMillis() / 1_000);
    return LongStream.range(0, 1_000)
        .mapToDouble(i -> at(from.toEpochMilli() + i * step))
        .average()
        .orElseThrow();
  }

  /** The id of the promotion that runs, or null. */
  String promotion(long millis) {
    if (left(sinceOpening(millis), OPENING) > 0) {
      return "opening";
    }
    return left(sinceFullHour(millis), FLASH) > 0 ? "flash-sale" : null;
  }

  /** How much of a rush that fades evenly is left. */
  private static double left(double since, double length) {
    return since >= 0 && since < length ? 1 - since / length : 0;
  }

  private double hour(long millis) {
    double hours = localMillis(millis) / HOUR;
    int from = (int) Math.floor(hours);
    double part = hours - from;
    return HOURS[from % 24] * (1 - part) + HOURS[(from + 1) % 24] * part;
  }

  private double sinceFullHour(long millis) {
    return localMillis(millis) % HOUR;
  }

  private double sinceOpening(long millis) {
    return opening == null ? -1 : millis - opening.toEpochMilli();
  }

  private double localMillis(long millis) {
    int offset = zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
    return Math.floorMod(millis + offset * 1_000L, 24 * (long) HOUR);
  }
}

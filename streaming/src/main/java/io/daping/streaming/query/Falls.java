package io.daping.streaming.query;

import java.time.Duration;

/** What is done with a query that falls again and again without having run in between. */
public enum Falls {
  /** It is given up after {@value #MOST} falls. */
  GIVEN_UP,
  /** It is started again for as long as it takes. */
  WAITED_OUT;

  static final int MOST = 8;
  private static final long FIRST_MS = 500;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  boolean isEnough(int falls) {
    return this == GIVEN_UP && falls >= MOST;
  }

  /** Twice as long each time, a minute at most. */
  static Duration pauseAfter(int falls) {
    Duration doubled = Duration.ofMillis(FIRST_MS << Math.min(falls - 1, MOST));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}

package io.daping.batch.history;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How far a user came from the views of one day. A step counts when all steps before it came before
 * it or at the same time, and it came less than the window after the view that they began with. Of
 * several views the latest that reaches a step leaves the most time for the next.
 */
final class FunnelWalk implements DayWalk {
  private static final long NONE = Long.MIN_VALUE;

  private final String user;
  private final int day;
  private final long windowMs;

  /** For each step the time of the latest view from which it was reached. */
  private final long[] begun = new long[FunnelStep.values().length];

  private Step firstView;
  private long steps;

  FunnelWalk(String user, int day, long windowMs) {
    this.user = user;
    this.day = day;
    this.windowMs = windowMs;
    Arrays.fill(begun, NONE);
  }

  @Override
  public void take(Step step) {
    if (step.rank() == FunnelStep.VIEW.ordinal()) {
      view(step);
    } else {
      further(step);
    }
  }

  @Override
  public List<Row> facts() {
    return firstView == null
        ? List.of()
        : List.of(RowFactory.create(firstView.eventId(), user, steps, firstView.time()));
  }

  private void view(Step step) {
    if (step.day() == day) {
      firstView = firstView == null ? step : firstView;
      begun[0] = step.time();
      steps = Math.max(steps, 1);
    }
  }

  private void further(Step step) {
    long view = begun[step.rank() - 1];
    if (view != NONE && step.time() - view < windowMs) {
      begun[step.rank()] = view;
      steps = Math.max(steps, step.rank() + 1L);
    }
  }
}

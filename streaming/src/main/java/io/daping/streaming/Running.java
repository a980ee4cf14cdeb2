package io.daping.streaming;

import java.time.Duration;
import org.apache.spark.sql.streaming.Trigger;

/** How long jobs run. */
public enum Running {
  /** Until all that is there has been taken. A fault that lasts is a failure. */
  ONCE {
    @Override
    Trigger trigger(Duration interval) {
      return Trigger.AvailableNow();
    }
  },

  /** Until they are stopped. A fault that lasts is waited for. */
  FOR_GOOD {
    @Override
    Trigger trigger(Duration interval) {
      return Trigger.ProcessingTime(interval.toMillis());
    }
  };

  abstract Trigger trigger(Duration interval);
}

package io.daping.local.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ITypeConverter;

/**
 * How fast recorded time passes.
 *
 * @param factor recorded seconds per real second, infinite for as fast as possible
 */
record Speed(double factor) {
  static final Speed REAL_TIME = new Speed(1);

  /** A clock that starts with its first waiting, and waits no more once stopped. */
  Pace start(BooleanSupplier stopped) {
    return new Pace(factor, stopped);
  }

  /**
   * Waits until a recorded time has come, or some milliseconds more. Not for use by several
   * threads.
   */
  static final class Pace {
    private static final long MOST_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(100);

    /** To wait for each millisecond apart would be a sixth of the work of sending 30,000/s. */
    private static final long LEAST_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(4);

    private final double factor;
    private final BooleanSupplier stopped;
    private long firstMillis = Long.MIN_VALUE;
    private long startNanos;
    private long due;

    private Pace(double factor, BooleanSupplier stopped) {
      this.factor = factor;
      this.stopped = stopped;
    }

    /** Returns when the recorded time has come; the first one comes at once. */
    void await(long recordedMillis) {
      if (Double.isInfinite(factor) || recordedMillis == Long.MIN_VALUE) {
        return;
      }
      if (firstMillis == Long.MIN_VALUE) {
        firstMillis = recordedMillis;
        startNanos = System.nanoTime();
      }
      double millis = (recordedMillis - firstMillis) / factor;
      due = startNanos + (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
      sleepUntil(due);
    }

    /** How far behind the last waiting was, when it came after its time. */
    Duration behind() {
      return Duration.ofNanos(System.nanoTime() - due);
    }

    private void sleepUntil(long nanos) {
      long left = nanos - System.nanoTime();
      while (left > 0 && !stopped.getAsBoolean()) {
        LockSupport.parkNanos(Math.min(Math.max(left, LEAST_AT_ONCE), MOST_AT_ONCE));
        left = nanos - System.nanoTime();
      }
    }
  }

  /** Reads {@code max} or a number above zero. */
  static final class Converter implements ITypeConverter<Speed> {
    @Override
    public Speed convert(String text) {
      if (text.equals("max")) {
        return new Speed(Double.POSITIVE_INFINITY);
      }
      return new Speed(Options.positive(text, "max, or how many times real time, e.g. 60"));
    }
  }
}

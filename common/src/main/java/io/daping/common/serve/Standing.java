package io.daping.common.serve;

/** Whether a sliding window's number is expected to change. */
public enum Standing {
  /** The window is not over, or its grace is not: events in time may still come. */
  PROVISIONAL,
  /** What comes now is late: it is counted all the same, as a correction. */
  FINAL
}

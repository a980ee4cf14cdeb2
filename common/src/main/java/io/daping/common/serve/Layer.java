package io.daping.common.serve;

/** Whose numbers a reader sees. */
public enum Layer {
  /** The stream's, whatever the night said since. */
  STREAM,
  /** The night's alone. */
  BATCH,
  /** The cut: sealed days from the night, the rest from the stream. */
  SERVED
}

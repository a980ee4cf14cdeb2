package io.daping.batch.maintain;

/** Whether what is due is done, or only told. */
public enum Mode {
  DO,
  TELL
}

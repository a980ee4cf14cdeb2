package io.daping.batch.run;

import java.util.Locale;

/** The steps of the night, in their order. */
public enum Step {
  COMPLETENESS,
  RECOMPUTE,
  CHECK,
  RECONCILE,
  PUBLISH,
  REPORT,
  MAINTAIN,
  FSCK,
  REBUILD;

  /** The verb that does it, and its name in the run records. */
  public String verb() {
    return name().toLowerCase(Locale.ROOT);
  }
}

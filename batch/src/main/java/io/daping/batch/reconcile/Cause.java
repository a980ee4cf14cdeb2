package io.daping.batch.reconcile;

import java.util.List;
import java.util.Locale;

/** Why stream and night may differ in a number. Of several that hold the first is told. */
public enum Cause {
  /** Other definitions made the stream's number. */
  DEFINITION_CHANGED,
  /** A sketch's estimate, within its bound. */
  SKETCH,
  /** Events came after the realtime cell's time was over. */
  LATE,
  /** Events that the stream took for new, or orders created or paid twice. */
  DUPLICATE,
  /** Ids that came with different contents. */
  CONFLICT,
  /** Events that were refused first and came again, repaired. */
  QUARANTINED_THEN_REPAIRED,
  /** More values than have cells of their own: others gave way, and all together are as many. */
  CAPPED;

  /** As reports list them. */
  public static final List<Cause> IN_ORDER =
      List.of(
          LATE, DUPLICATE, CONFLICT, QUARANTINED_THEN_REPAIRED, CAPPED, SKETCH, DEFINITION_CHANGED);

  /** The cause's name for people and in JSON. */
  public String causeName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The cause of that name. */
  static Cause named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

package io.daping.batch.reconcile;

import java.util.List;
import java.util.Locale;

/** Why stream and night may differ in a number. Of several that hold the first is told. */
public enum Cause {
  /** Other definitions made the stream's number. */
  DEFINITION_CHANGED("the stream counted it by another version of the catalogue"),
  /** A sketch's estimate, within its bound. */
  SKETCH("an estimate of the stream, within five standard errors of the night's exact number"),
  /** Events came after the realtime cell's time was over. */
  LATE("events came when the realtime cell's time was over (stream.keep)"),
  /** Events that the stream took for new, or orders created or paid twice. */
  DUPLICATE("repeated events, or orders created or paid twice, that the night counts once"),
  /** Ids that came with different contents. */
  CONFLICT("an event id came with different contents: the night takes one of them"),
  /** Events that were refused first and came again, repaired. */
  QUARANTINED_THEN_REPAIRED("events that were refused first and came again, repaired"),
  /** More values than have cells of their own: others gave way, and all together are as many. */
  CAPPED("more values than have cells of their own: others gave way, the sum is the same");

  /** As reports list them. */
  public static final List<Cause> IN_ORDER =
      List.of(
          LATE, DUPLICATE, CONFLICT, QUARANTINED_THEN_REPAIRED, CAPPED, SKETCH, DEFINITION_CHANGED);

  private final String meaning;

  Cause(String meaning) {
    this.meaning = meaning;
  }

  /** What it says, for people. */
  public String meaning() {
    return meaning;
  }

  /** The cause's name for people and in JSON. */
  public String causeName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The cause of that name. */
  static Cause named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

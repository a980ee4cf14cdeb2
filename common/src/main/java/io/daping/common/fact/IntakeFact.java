package io.daping.common.fact;

import io.daping.common.event.Reason;
import io.daping.common.event.Topic;

/**
 * What became of a record of a topic: the facts of {@link Source#INTAKE}. They count at the
 * record's own time, for what was refused may have no event time that can be believed; so all
 * shares of a window have one denominator, the records that came in it.
 *
 * @param reason why it is in quarantine, else null
 * @param isLate whether it was accepted and came more than the grace of minutes after the end of
 *     its event's minute
 */
public record IntakeFact(Topic topic, Fate fate, Reason reason, boolean isLate) {

  /** What became of it. */
  public enum Fate {
    ACCEPTED,
    DUPLICATE,
    QUARANTINED,
    /** It belongs to a person who was forgotten since; only the night sees such. */
    FORGOTTEN
  }
}

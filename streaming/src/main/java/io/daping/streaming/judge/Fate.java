package io.daping.streaming.judge;

import io.daping.common.event.Event;
import io.daping.common.event.Reason;
import io.daping.common.privacy.Receiver;

/** What becomes of a record; each has exactly one. */
public sealed interface Fate {

  /**
   * It goes to silver and is counted.
   *
   * @param receiver of an order in clear text: for the task that tokenises it, never to be stored
   * @param payload hash of the record's bytes: the same id with another one is a conflict
   */
  record Accepted(Event event, Receiver receiver, long payload) implements Fate {}

  /** The same event was accepted before. */
  record Duplicate() implements Fate {}

  /** It goes to quarantine. */
  record Quarantined(Reason reason, String detail) implements Fate {}
}

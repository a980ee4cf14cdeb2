package io.daping.common.event;

/** What intake says of one record, before it is compared with earlier ones. */
public sealed interface Verdict {

  /** The record keeps the contract. */
  record Accepted(Event event) implements Verdict {}

  /** The record goes to quarantine. {@code detail} names the field and what was wrong with it. */
  record Rejected(Reason reason, String detail) implements Verdict {}
}

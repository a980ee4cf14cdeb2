package io.daping.common.event;

import java.util.Locale;

/** Why an event went to quarantine; the names in lower case are a contract. */
public enum Reason {
  /** Not exactly one JSON object, or a field stands in it twice. */
  NOT_JSON,
  /** The bytes are not UTF-8. */
  NOT_UTF8,
  /** Longer than {@link Intake#MAX_BYTES}. */
  TOO_LARGE,
  /** A required field is absent or null. */
  MISSING_FIELD,
  /** A field is of another JSON type than the contract says. */
  BAD_TYPE,
  /** A field's value is outside of what the contract allows. */
  BAD_VALUE,
  /** A {@code schema_version} that this version of Daping does not know. */
  UNKNOWN_VERSION,
  /** {@code event_time} too far ahead of Kafka's record time. */
  FUTURE,
  /** {@code event_time} too far behind Kafka's record time. */
  TOO_OLD,
  /** The {@code event_id} was seen before with another payload. */
  CONFLICT;

  /** The code as it stands in tables, answers and the ledger of the generator. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

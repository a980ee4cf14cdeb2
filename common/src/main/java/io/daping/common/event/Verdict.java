package io.daping.common.event;

import io.daping.common.privacy.Receiver;
import io.daping.common.privacy.Redaction;

/** What intake says of one record, before it is compared with earlier ones. */
public sealed interface Verdict {

  /**
   * The record keeps the contract.
   *
   * @param receiver of an order in clear text, apart from the event, which is stored; nobody else's
   */
  record Accepted(Event event, Receiver receiver) implements Verdict {
    public Accepted(Event event) {
      this(event, Receiver.NONE);
    }
  }

  /**
   * The record goes to quarantine.
   *
   * @param detail names the field and what was wrong with it; what is personal in it is masked
   */
  record Rejected(Reason reason, String detail) implements Verdict {
    public Rejected {
      detail = Redaction.redact(detail);
    }
  }
}

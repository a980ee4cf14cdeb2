package io.daping.local.load;

import java.util.Locale;

/**
 * What becomes of a delivery, as the ledger names it.
 *
 * @param label good, late, duplicate or bad:REASON with a reason of the contract
 */
record Fate(String label) {
  static final Fate GOOD = new Fate("good");

  /** Good, and delivered minutes after its event time. */
  static final Fate LATE = new Fate("late");

  /** The bytes of an earlier delivery once more. */
  static final Fate DUPLICATE = new Fate("duplicate");

  static Fate bad(Defect defect) {
    return new Fate("bad:" + defect.name().toLowerCase(Locale.ROOT));
  }
}

package io.daping.services.errors;

/** Whether a rule is stored, or only tried on what is there. */
enum Applying {
  STORED,
  DRY_RUN
}

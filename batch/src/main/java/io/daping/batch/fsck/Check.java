package io.daping.batch.fsck;

/**
 * One thing that must hold of what is stored. To check one more, write a record here and add it to
 * {@link Fsck#checks}.
 */
interface Check {
  /** One word, as the report calls it. */
  String name();

  /** What is so when nothing is found. */
  String proves();

  /** Looks, and says what is wrong; what it throws is a finding, too. */
  void look(Findings found);
}

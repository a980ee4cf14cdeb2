package io.daping.common.error;

import java.util.Locale;

/** How a group of errors stands; {@link StatusRule} decides. */
public enum GroupStatus {
  NEW,
  ONGOING,
  ESCALATING,
  REGRESSED,
  ARCHIVED;

  /** As people and programs read it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

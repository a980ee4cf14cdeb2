package io.daping.common.agent;

import java.util.Locale;

/** The kind of thing that asks. */
public enum DeviceClass {
  DESKTOP,
  PHONE,
  TABLET,
  ROBOT,
  /** A program that is neither browser nor known robot, or nothing known. */
  OTHER;

  /** As tables write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

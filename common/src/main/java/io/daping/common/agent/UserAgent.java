package io.daping.common.agent;

/**
 * What is known of a user agent.
 *
 * @param name the program's family, e.g. {@code Chrome}; null when unknown
 * @param os the system's family, e.g. {@code Android}; null when unknown
 */
public record UserAgent(String name, String os, DeviceClass device) {
  /** Of a request that names no agent, or one that nobody knows. */
  public static final UserAgent UNKNOWN = new UserAgent(null, null, DeviceClass.OTHER);

  /** Whether it is a crawler or another machine that reads pages by itself. */
  public boolean isRobot() {
    return device == DeviceClass.ROBOT;
  }
}
